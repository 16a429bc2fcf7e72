package dev.rendezvous.edge.rendezvous;

import dev.rendezvous.edge.problem.InvalidRequest;
import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the elements below the root of an XML document, whatever their namespace. No DTD, no entities, no look-ups. */
final class XmlValues {
    private static final Set<String> ENCODINGS = Set.of("utf-8", "utf8", "us-ascii");
    private static final XMLInputFactory XML = hardened();

    private XmlValues() {}

    static void readInto(RendezvousValues values, String text) {
        if (text.contains("<!DOCTYPE")) throw malformed(); // the parser of the JDK skips a DTD, but not without noise
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(text));
            String encoding = xml.getCharacterEncodingScheme();
            if (encoding != null && !ENCODINGS.contains(encoding.toLowerCase(Locale.ROOT))) {
                throw new InvalidRequest("body", "must be UTF-8");
            }
            readDocument(values, xml);
        } catch (InvalidRequest e) {
            throw e;
        } catch (XMLStreamException | RuntimeException e) { // the parser of the JDK stumbles over its own messages
            throw malformed();
        }
    }

    private static void readDocument(RendezvousValues values, XMLStreamReader xml) throws XMLStreamException {
        int depth = 0;
        StringBuilder value = new StringBuilder();
        String name = "";
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    if (depth == 2) name = xml.getLocalName();
                    if (depth == 3 && RendezvousValues.isKnown(name)) {
                        throw new InvalidRequest(name, "must not be nested");
                    }
                    value.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    value.append(xml.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth == 2) values.add(name, value.toString().strip());
                    depth--;
                }
                case XMLStreamConstants.COMMENT,
                        XMLStreamConstants.PROCESSING_INSTRUCTION,
                        XMLStreamConstants.END_DOCUMENT -> {}
                default -> throw malformed(); // a DTD, an entity
            }
        }
    }

    private static XMLInputFactory hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is looked up");
        });
        return factory;
    }

    private static InvalidRequest malformed() {
        return new InvalidRequest("body", "is not well-formed XML without a DTD");
    }
}

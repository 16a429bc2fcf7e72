package dev.rendezvous.edge.rendezvous;

import dev.rendezvous.edge.problem.InvalidRequest;
import java.io.StringReader;
import java.util.Locale;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads the elements below the root of an XML document, whatever their namespace. No DTD, no entities, no look-ups. */
final class XmlValues {
    private static final Set<String> ENCODINGS = Set.of("utf-8", "utf8", "us-ascii");
    private static final XMLInputFactory XML = hardened();

    private XmlValues() {}

    static void readInto(RendezvousValues values, String text) {
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(text));
            String encoding = xml.getCharacterEncodingScheme();
            if (encoding != null && !ENCODINGS.contains(encoding.toLowerCase(Locale.ROOT))) {
                throw new InvalidRequest("body", "must be UTF-8");
            }
            readDocument(values, xml);
        } catch (XMLStreamException e) {
            throw malformed();
        }
    }

    private static void readDocument(RendezvousValues values, XMLStreamReader xml) throws XMLStreamException {
        int depth = 0;
        @Nullable StringBuilder value = null;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (depth == 2 && value != null) throw new InvalidRequest(fieldName(xml), "must not be nested");
                    depth++;
                    value = depth == 2 ? new StringBuilder() : null;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (value != null && depth == 2) value.append(xml.getText());
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth-- == 2 && value != null)
                        values.add(fieldName(xml), value.toString().strip());
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

    private static String fieldName(XMLStreamReader xml) {
        return xml.getLocalName();
    }

    private static InvalidRequest malformed() {
        return new InvalidRequest("body", "is not well-formed XML without a DTD");
    }
}

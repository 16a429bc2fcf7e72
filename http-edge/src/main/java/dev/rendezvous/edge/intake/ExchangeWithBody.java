package dev.rendezvous.edge.intake;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.codec.FormHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.CollectionUtils;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An exchange whose request's body has been read already. */
final class ExchangeWithBody extends ServerWebExchangeDecorator {
    private static final FormHttpMessageReader FORMS = new FormHttpMessageReader();
    private static final ResolvableType FORM =
            ResolvableType.forClassWithGenerics(MultiValueMap.class, String.class, String.class);

    private final ServerHttpRequest request;
    private final Mono<MultiValueMap<String, String>> form;

    ExchangeWithBody(ServerWebExchange exchange, byte[] body) {
        super(exchange);
        this.request = new ServerHttpRequestDecorator(exchange.getRequest()) {
            @Override
            public Flux<DataBuffer> getBody() {
                return body.length == 0
                        ? Flux.empty()
                        : Flux.defer(() ->
                                Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
            }
        };
        this.form = Mono.defer(this::readForm).cache();
    }

    @Override
    public ServerHttpRequest getRequest() {
        return request;
    }

    /** The framework would read the form from the body that is gone. */
    @Override
    public Mono<MultiValueMap<String, String>> getFormData() {
        return form;
    }

    private Mono<MultiValueMap<String, String>> readForm() {
        MediaType type = request.getHeaders().getContentType();
        boolean isForm = MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(type);
        Mono<MultiValueMap<String, String>> none =
                Mono.just(CollectionUtils.unmodifiableMultiValueMap(new LinkedMultiValueMap<>()));
        return isForm ? FORMS.readMono(FORM, request, java.util.Map.of()).switchIfEmpty(none) : none;
    }
}

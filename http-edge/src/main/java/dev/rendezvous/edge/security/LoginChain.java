package dev.rendezvous.edge.security;

import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.util.ArrayList;
import java.util.List;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.RedirectServerAuthenticationSuccessHandler;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.ServerCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.server.ui.LoginPageGeneratingWebFilter;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;

/** The chain that finds out who calls: by header, or, with local users, by the session of a login form. */
final class LoginChain {
    private static final String LOGOUT = "/logout";

    private LoginChain() {}

    /** Adds the login form's own routes, which go through this chain although anyone may use them. */
    static List<AccessRules> withLogin(List<AccessRules> rules, boolean localUsers) {
        if (!localUsers) return rules;
        List<AccessRules> more = new ArrayList<>(rules);
        more.add(AccessRules.rules()
                .anyone(GET, Challenges.LOGIN_PAGE)
                .anyone(POST, Challenges.LOGIN_PAGE)
                .anyone(POST, LOGOUT));
        return more;
    }

    /** Whether a request needs no part of this chain. */
    static boolean isOpen(ServerWebExchange exchange) {
        AccessRule rule = RuleFilter.ruleOf(exchange);
        String path = rule.pattern().getPatternString();
        return !rule.access().needsCredentials() && !path.equals(Challenges.LOGIN_PAGE) && !path.equals(LOGOUT);
    }

    static SecurityWebFilterChain build(
            ServerHttpSecurity http, Credentials credentials, LocalUsers users, boolean localUsers) {
        RequestedPage requested = new RequestedPage();
        Challenges challenges = new Challenges(localUsers, requested);
        http.securityMatcher(ServerWebExchangeMatchers.anyExchange())
                .requestCache(cache -> cache.requestCache(requested))
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(new ForgeryCheck())
                        .csrfTokenRepository(csrfCookie())
                        .csrfTokenRequestHandler(new ServerCsrfTokenRequestAttributeHandler())
                        .accessDeniedHandler(challenges))
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .addFilterAt(byHeader(credentials, users, challenges), SecurityWebFiltersOrder.HTTP_BASIC)
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(challenges).accessDeniedHandler(challenges))
                .authorizeExchange(all -> all.anyExchange().access(new RuleDecision()));
        if (localUsers) {
            http.formLogin(form -> withPage(form, users, requested))
                    .addFilterAt(loginPage(), SecurityWebFiltersOrder.LOGIN_PAGE_GENERATING);
        }
        if (!localUsers) http.formLogin(FormLoginSpec::disable).logout(ServerHttpSecurity.LogoutSpec::disable);
        return http.build();
    }

    private static AuthenticationWebFilter byHeader(
            Credentials credentials, ReactiveAuthenticationManager users, Challenges challenges) {
        AuthenticationWebFilter filter = new AuthenticationWebFilter(users);
        filter.setServerAuthenticationConverter(credentials);
        filter.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(challenges));
        return filter;
    }

    /** Readable by our own pages, which send it back as {@code X-XSRF-TOKEN} or {@code _csrf}. */
    private static CookieServerCsrfTokenRepository csrfCookie() {
        CookieServerCsrfTokenRepository tokens = CookieServerCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        return tokens;
    }

    private static LoginPageGeneratingWebFilter loginPage() {
        LoginPageGeneratingWebFilter page = new LoginPageGeneratingWebFilter();
        page.setFormLoginEnabled(true);
        return page;
    }

    private static void withPage(FormLoginSpec form, LocalUsers users, RequestedPage requested) {
        RedirectServerAuthenticationSuccessHandler back = new RedirectServerAuthenticationSuccessHandler("/");
        back.setRequestCache(requested);
        form.authenticationManager(users).authenticationSuccessHandler(back);
    }
}

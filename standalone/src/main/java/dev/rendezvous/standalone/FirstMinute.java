package dev.rendezvous.standalone;

import java.io.PrintStream;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;

/** Prints where the product listens and what to try first. */
class FirstMinute {
    private final PrintStream out;

    FirstMinute() {
        this(System.out);
    }

    FirstMinute(PrintStream out) {
        this.out = out;
    }

    @EventListener
    void on(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            String address = event.getApplicationContext().getEnvironment().getProperty("server.address", "127.0.0.1");
            out.print(whatToTry(
                    "http://%s:%d".formatted(address, context.getWebServer().getPort())));
        }
    }

    private static String whatToTry(String url) {
        return """

            Rendezvous listens on {url}

            Ask for a code, as a television does:
              curl -s -H 'Accept: application/json' '{url}/registration/pre-registration?deviceID=TV-1'
            Link it, as the account holder who reads it on the screen (put the code in place of CODE):
              curl -s -u viewer-1:demo -H 'Content-Type: application/json' -d '{"regCode":"CODE"}' {url}/accounts/viewer-1/devices
            Poll, as the television does until it gets its token:
              curl -s -H 'Accept: application/json' '{url}/registration/link?deviceID=TV-1&regCode=CODE'

            """
                .replace("{url}", url);
    }
}

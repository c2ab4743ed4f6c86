package io.rykker.dunning.api;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** The JSON Schemas of what a creditor writes; they give an editor completion. */
final class Schemas {

    private Schemas() {}

    /** One of those beside the ready-made policies. */
    static Response show(String name) throws IOException {
        try (InputStream schema = Schemas.class.getResourceAsStream("/policies/" + name)) {
            return schema == null
                    ? Problem.unknown("there is no schema").response()
                    : Response.ok(schema.readAllBytes(), "application/schema+json")
                            .build();
        }
    }
}

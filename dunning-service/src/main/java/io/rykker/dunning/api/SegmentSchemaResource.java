package io.rykker.dunning.api;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** The JSON Schema of a creditor's rules, that gives an editor completion. */
@Path("/segments/schema")
class SegmentSchemaResource {

    @GET
    @PermitAll
    public Response schema() throws IOException {
        try (InputStream schema = SegmentSchemaResource.class.getResourceAsStream("/policies/segments.schema.json")) {
            return schema == null
                    ? Problem.unknown("there is no schema").response()
                    : Response.ok(schema.readAllBytes(), "application/schema+json")
                            .build();
        }
    }
}

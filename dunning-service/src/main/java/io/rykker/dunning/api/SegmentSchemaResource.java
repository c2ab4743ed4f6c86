package io.rykker.dunning.api;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.io.IOException;

/** The JSON Schema of a creditor's rules, that gives an editor completion. */
@Path("/segments/schema")
class SegmentSchemaResource {

    @GET
    @PermitAll
    public Response schema() throws IOException {
        return Schemas.show("segments.schema.json");
    }
}

package io.rykker.collection.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rykker.collection.CollectionDesk;
import io.rykker.collection.agency.Endpoint;
import io.rykker.collection.messaging.Fields;
import io.rykker.collection.messaging.Json;
import io.rykker.collection.messaging.Poll;
import io.rykker.collection.messaging.Unreadable;
import io.rykker.collection.persistence.Store;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The agencies. Their secrets go in and never come out. */
@Path("/agencies")
class AgencyResource {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private final CollectionDesk desk;
    private final Store store;
    private final Endpoint endpoint;

    AgencyResource(CollectionDesk desk, Store store, Endpoint endpoint) {
        this.desk = desk;
        this.store = store;
        this.endpoint = endpoint;
    }

    /** An agency as it is shown. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Agency(String name, String url, @Nullable String disabledWhy) {}

    record Registered(String name, String result) {}

    @GET
    @RolesAllowed({"admin", "ops"})
    public Uni<List<Agency>> list() {
        return desk.look(store::agencies)
                .map(rows -> rows.stream()
                        .map(row -> new Agency(row.name, row.url, row.disabledWhy))
                        .toList());
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed("admin")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> register(@PathParam("name") String name, byte[] body) {
        if (!NAME.matcher(name).matches()) {
            throw new Unreadable("name", "is not an agency's name like fjordinkasso");
        }
        Fields fields = Json.read(body);
        String url = fields.text("url", 500);
        String secret = fields.text("secret", 200);
        endpoint.check(url, secret);
        return Poll.onceMore(() -> desk.register(name, url, secret, true)).map(registration -> switch (registration) {
            case CREATED -> registered(201, name, "created");
            case CHANGED -> registered(200, name, "changed");
            case UNCHANGED -> registered(200, name, "unchanged");
        });
    }

    private static Response registered(int status, String name, String result) {
        return Response.status(status).entity(new Registered(name, result)).build();
    }
}

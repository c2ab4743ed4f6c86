package io.rykker.dunning.api;

import io.rykker.dunning.DunningDesk;
import io.rykker.dunning.DunningDesk.Answer;
import io.rykker.dunning.domain.Evidence;
import io.rykker.dunning.domain.Signal;
import io.rykker.dunning.messaging.EvidenceReader;
import io.rykker.dunning.messaging.Outgoing.Document;
import io.rykker.dunning.messaging.Poll;
import io.rykker.dunning.messaging.Traceparent;
import io.rykker.dunning.persistence.CaseRow;
import io.rykker.dunning.persistence.EvidenceRow;
import io.rykker.dunning.persistence.EvidenceStore;
import io.rykker.dunning.persistence.Store;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The files of a dispute, in and out. Which there are is in the case. */
@Path("/cases/{invoiceId}/evidence")
class EvidenceResource {

    private final DunningDesk desk;
    private final Store store;
    private final EvidenceStore files;
    private final Caller caller;
    private final Clock clock;

    EvidenceResource(DunningDesk desk, Store store, EvidenceStore files, Caller caller, Clock clock) {
        this.desk = desk;
        this.store = store;
        this.files = files;
        this.caller = caller;
        this.clock = clock;
    }

    @POST
    @RolesAllowed({"ops", "erp"})
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "A file is added to the dispute that is open",
            description =
                    "The bytes are the body: application/pdf, image/png, image/jpeg or text/plain in UTF-8, at most"
                            + " 5 MB, and 10 files a dispute. `kind` is statement (the default) or proof-of-delivery, which the"
                            + " seller is asked for when goods are disputed or nothing was received. The same file again is known.")
    public Uni<Response> add(
            @PathParam("invoiceId") String invoiceId,
            @QueryParam("name") @Nullable String name,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("why") @Nullable String why,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            byte[] body) {
        UUID id = Ids.of(invoiceId);
        if (id == null) {
            return Uni.createFrom().item(Problem.unknownCase(invoiceId).response());
        }
        Evidence.File file = EvidenceReader.file(name, kind, contentType, body);
        var given = new Signal.EvidenceGiven(file, caller.name(), EvidenceReader.why(why));
        var word = DunningDesk.word(id, given, caller.name(), Traceparent.of(null));
        var row = new EvidenceRow(id, file, body, clock.instant(), caller.name());
        return Poll.onceMore(() -> desk.hearPerson(word, caller::mayActFor, session -> files.insert(session, row)))
                .map(answer -> switch (answer) {
                    case Answer.Done(var of) -> added(of, file);
                    case Answer.Refused(var because) ->
                        Problem.refused(null, because).response();
                    case Answer.Unknown _ -> Problem.unknownCase(invoiceId).response();
                });
    }

    /** When the same file is known already, the answer is the one that is known. */
    private static Response added(CaseRow row, Evidence.File file) {
        List<Evidence> evidence = row.toDomain().dealings().dossier().evidence();
        Evidence kept = evidence.stream()
                .filter(one -> one.file().isSameAs(file))
                .reduce((first, second) -> second)
                .orElseThrow();
        Document document = Document.of(kept);
        URI location = URI.create("/cases/" + row.invoiceId + "/evidence/" + document.evidenceId());
        return kept.file().id().equals(file.id())
                ? Response.created(location).entity(document).build()
                : Response.ok(document).location(location).build();
    }

    /** Whatever somebody else wrote into the file, a browser is to save it and not to run it. */
    @GET
    @Path("/{evidenceId}")
    @RolesAllowed({"ops", "viewer", "erp"})
    public Uni<Response> download(
            @PathParam("invoiceId") String invoiceId, @PathParam("evidenceId") String evidenceId) {
        UUID invoice = Ids.of(invoiceId);
        UUID id = Ids.of(evidenceId);
        if (invoice == null || id == null) {
            return Uni.createFrom().item(unknownFile(evidenceId));
        }
        return desk.look(session -> store.find(session, invoice)
                        .chain(row -> row == null || !caller.mayActFor(row.creditorId)
                                ? Uni.createFrom().nullItem()
                                : files.find(session, invoice, id)))
                .map(file -> file == null ? unknownFile(evidenceId) : bytes(file));
    }

    private static Response bytes(EvidenceRow file) {
        return Response.ok(file.content, file.mediaType)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename*=UTF-8''" + encoded(file.name))
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("Repr-Digest", "sha-256=:" + base64(file.sha256) + ":")
                .build();
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    private static String base64(String hex) {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    }

    private static Response unknownFile(String evidenceId) {
        return Problem.unknown("there is no file " + evidenceId + " of this case: GET the case lists them")
                .response();
    }
}

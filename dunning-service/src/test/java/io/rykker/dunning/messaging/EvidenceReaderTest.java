package io.rykker.dunning.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rykker.dunning.domain.Evidence;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is taken as a file of a dispute, and which field is named when it is not. */
class EvidenceReaderTest {

    private static final byte[] PDF = "%PDF-1.7 ...".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TEXT = "Kære Bodil,\r\n\tkassen var tom.".getBytes(StandardCharsets.UTF_8);

    @Test
    void a_file_keeps_its_name_type_size_and_digest() {
        Evidence.File file = EvidenceReader.file("følgeseddel 12.pdf", "proof-of-delivery", "application/pdf", PDF);

        assertThat(file.kind()).isEqualTo(Evidence.Kind.PROOF_OF_DELIVERY);
        assertThat(file.name()).isEqualTo("følgeseddel 12.pdf");
        assertThat(file.size()).isEqualTo(PDF.length);
        assertThat(file.sha256()).isEqualTo("cd98c5bce101ab55699a781edbbbe1200ca6e9379791420c3eb9b9fb73cbb173");
        assertThat(EvidenceReader.file("mail.txt", null, "text/plain; charset=UTF-8", TEXT)
                        .kind())
                .isEqualTo(Evidence.Kind.STATEMENT);
    }

    @Test
    void what_is_not_taken_names_its_field() {
        refused("name", null, null, "application/pdf", PDF);
        refused("name", "../../etc/passwd", null, "application/pdf", PDF);
        refused("name", "a\r\nSet-Cookie: b", null, "application/pdf", PDF);
        refused("name", "gpj\u202Efdp.exe", null, "application/pdf", PDF);
        refused("name", "n".repeat(121), null, "application/pdf", PDF);
        refused("kind", "note.pdf", "photo", "application/pdf", PDF);
        refused("Content-Type", "note.pdf", null, null, PDF);
        refused("Content-Type", "note.html", null, "text/html", TEXT);
        refused("Content-Type", "note.svg", null, "image/svg+xml", TEXT);
        refused("Content-Type", "note.txt", null, "text/plain; charset=utf-16", TEXT);
        refused("body", "note.pdf", null, "application/pdf", TEXT);
        refused("body", "note.png", null, "image/png", PDF);
        refused("body", "note.txt", null, "text/plain", new byte[] {'a', 0, 'b'});
        refused("body", "note.txt", null, "text/plain", new byte[] {(byte) 0xff, 'b'});
        refused("body", "note.txt", null, "text/plain", new byte[0]);
        assertThatExceptionOfType(Unreadable.TooLarge.class)
                .isThrownBy(() ->
                        EvidenceReader.file("note.txt", null, "text/plain", new byte[EvidenceReader.MOST_BYTES + 1]));
    }

    private static void refused(String field, String name, String kind, String type, byte[] body) {
        assertThatExceptionOfType(Unreadable.class)
                .isThrownBy(() -> EvidenceReader.file(name, kind, type, body))
                .satisfies(refused -> assertThat(refused.field()).isEqualTo(field));
    }
}

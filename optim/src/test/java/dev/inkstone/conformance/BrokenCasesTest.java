package dev.inkstone.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of cases that cannot be run to its end fails; nothing of it is passed over in silence. */
@Tag("once")
class BrokenCasesTest {
    private static final String GROUP = "linear";

    @TempDir
    Path root;

    private Path group;
    private Path index;
    private final Comparison comparison = new Comparison();

    @BeforeEach
    void copyAGroup() throws IOException, URISyntaxException {
        Path from = Path.of(BrokenCasesTest.class.getResource("/conformance").toURI())
                .resolve(GROUP);
        group = Files.createDirectory(root.resolve(GROUP));
        index = group.resolve("cases.json");
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, group.resolve(file.getFileName().toString()));
            }
        }
    }

    @Test
    void whole() throws IOException {
        run();
        assertThat(comparison.summary()).matches("\\d\\d tensors, [1-9][0-9,]+ values compared; .*");
    }

    @Test
    void anUnknownOp() throws IOException {
        replace("\"op\": \"matmul\"", "\"op\": \"matmull\"");
        fails("nothing runs op 'matmull', expected one of");
    }

    @Test
    void anUnknownValueOfAnAttribute() throws IOException {
        replace("\"transpose_a\": 0", "\"transpose_a\": 2");
        fails("matmul: transpose_a = 2 is not supported, expected [0, 1]");
    }

    @Test
    void anUnknownAttribute() throws IOException {
        replace("\"transpose_a\": 0", "\"conjugate\": 1, \"transpose_a\": 0");
        fails("attribute 'conjugate' = 1 was not looked at");
    }

    @Test
    void anAttributeTooFew() throws IOException {
        replace("\"transpose_a\": 0,", "");
        fails("no attribute 'transpose_a'");
    }

    @Test
    void aRuleThatIsNotOurs() throws IOException {
        replace("\"use_bias\": 1", "\"use_bias\": 3");
        fails("dense: use_bias = 3 is not supported");
    }

    @Test
    void aMissingFileOfTensors() throws IOException {
        Files.delete(anyTensors());
        fails(".safetensors");
    }

    @Test
    void aTruncatedFileOfTensors() throws IOException {
        Path file = anyTensors();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 4));
        assertThatThrownBy(this::run).isInstanceOf(Throwable.class);
    }

    @Test
    void aMissingIndex() throws IOException {
        Files.delete(index);
        fails("no cases.json in it, expected folders with one each");
    }

    @Test
    void aMissingIndexBesideGroupsThatHaveOne() throws IOException {
        Path other = Files.createDirectory(root.resolve("other"));
        Files.copy(anyTensors(), other.resolve("lost.safetensors"));
        fails("lost.safetensors: belongs to no case, expected a cases.json beside it that names it");
    }

    @Test
    void noCases() throws IOException {
        Files.writeString(index, "{\"format\": 1, \"group\": \"linear\", \"cases\": []}");
        fails("has no cases, expected some");
    }

    @Test
    void anIndexThatIsNoJson() throws IOException {
        String text = Files.readString(index);
        for (String broken : new String[] {"", "not JSON", "[]", text.substring(0, text.length() / 2), text + "{}"}) {
            Files.writeString(index, broken);
            assertThatThrownBy(this::run)
                    .as(broken.isEmpty() ? "empty" : broken.substring(0, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("cases.json: ");
        }
    }

    @Test
    void anotherFormat() throws IOException {
        replace("\"format\": 1", "\"format\": 2");
        fails("cases.json: format 2, expected 1");
    }

    @Test
    void anUnknownType() throws IOException {
        replace("\"dtype\": \"F32\"", "\"dtype\": \"F16\"");
        fails("dtype F32 of");
        Path file = anyTensors();
        byte[] bytes = Files.readAllBytes(file);
        String latin = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
        Files.write(file, latin.replaceFirst("F32", "F99").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Vectors.read(file)).hasMessageContaining("dtype F99, expected F32, I32 or I64");
    }

    @Test
    void aRoleThatIsMissingOrUnknown() throws IOException {
        replace("\"role\": \"expected_output\",", "");
        fails("has the role null, expected one of");
    }

    @Test
    void anUnknownRole() throws IOException {
        replace("\"role\": \"expected_output\"", "\"role\": \"wanted_output\"");
        fails("has the role wanted_output, expected one of");
    }

    @Test
    void anExpectedTensorThatIsNotComputed() throws IOException {
        replace("\"role\": \"grad_output\"", "\"role\": \"expected_statistic\"");
        fails("'grad_output' was not computed");
    }

    @Test
    void anInputThatIsNotUsed() throws IOException {
        replace("\"role\": \"expected_output\"", "\"role\": \"input\"");
        fails("'output' is given, but what runs dense does not use it");
    }

    @Test
    void aTensorThatIsNotInTheFile() throws IOException {
        replace("\"grad_output\":", "\"grad_outputs\":");
        fails("expected what cases.json says");
    }

    private void fails(String message) {
        assertThatThrownBy(this::run).hasMessageContaining(message);
    }

    private void run() throws IOException {
        for (Case c : ConformanceCases.under(root)) {
            ConformanceCases.run(c.loaded(), comparison);
        }
    }

    /** Changes the first occurrence in the index. */
    private void replace(String old, String replacement) throws IOException {
        String text = Files.readString(index);
        assertThat(text).contains(old);
        int at = text.indexOf(old);
        Files.writeString(index, text.substring(0, at) + replacement + text.substring(at + old.length()));
    }

    private Path anyTensors() throws IOException {
        try (Stream<Path> files = Files.list(group)) {
            return files.filter(file -> file.toString().endsWith(".safetensors"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }
}

package dev.inkstone.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the format (R1 to R10 of its reference implementation, and stricter ones), each broken by hand-made bytes. */
@Tag("once")
class SafetensorsRulesTest {
    private static final long MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    static Stream<Arguments> bad() {
        return Stream.of(
                bad("R1 empty", new byte[0], "has 0 bytes, expected at least 8"),
                bad("R1 short", new byte[7], "has 7 bytes, expected at least 8"),
                bad(
                        "R2 too long",
                        Bytes.length(100_000_001, 0),
                        "claims a header of 100000001 bytes, expected at most 100000000"),
                bad("R2 huge", Bytes.length(0xffffff000000003cL, 8), "claims a header of 18446742974197923900 bytes"),
                bad("R2 largest", Bytes.length(-1, 8), "claims a header of 18446744073709551615 bytes"),
                bad(
                        "R3 beyond the end",
                        Bytes.length(60, 2),
                        "claims a header of 60 bytes, expected at most the 2 that follow"),
                bad("R3 100 MB", Bytes.length(100_000_000, 2), "expected at most the 2 that follow"),
                bad("R4 not UTF-8", Bytes.file(new byte[] {'{', (byte) 0xff, '}'}, 0), "the header is not valid UTF-8"),
                bad(
                        "R4 UTF-8 surrogate",
                        Bytes.file(utf8("{\"", 0xed, 0xa0, 0x80), 0),
                        "the header is not valid UTF-8"),
                bad("R4 overlong", Bytes.file(utf8("{\"", 0xc0, 0x80), 0), "the header is not valid UTF-8"),
                bad("no header", Bytes.file("", 0), "does not start with '{'"),
                bad("0xff", Bytes.file(new byte[] {(byte) 0xff}, 0), "does not start with '{'"),
                bad("white space first", Bytes.file("\t\n{}\r ", 0), "does not start with '{'"),
                bad("BOM", Bytes.file("\uFEFF{}", 0), "does not start with '{'"),
                bad("array", Bytes.file("[]", 0), "does not start with '{'"),
                bad("R5 {", Bytes.file("{", 0), "header: JSON: "),
                bad("R5 behind the end", Bytes.file("{}{}", 0), "more text behind the value"),
                bad("R5 NUL padding", Bytes.file("{}\0\0", 0), "more text behind the value"),
                bad("R5 no object", Bytes.file("{\"a\":1}", 0), "entry 'a': header: JSON: no '{'"),
                bad(
                        "R5 dtype",
                        entry("F31", "1", "0,4", 4),
                        "entry 'a': header: dtype F31 is unknown, expected one of [BOOL, U8, F16, BF16, I32, F32, F64, I64]"),
                bad("R5 dtype case", entry("f32", "1", "0,4", 4), "dtype f32 is unknown"),
                bad("R8 odd F4", entry("F4", "3", "0,2", 2), "dtype F4 is not supported, expected one of [BOOL,"),
                bad("C64", entry("C64", "1", "0,8", 8), "dtype C64 is not supported, expected one of [BOOL, U8,"),
                bad("U64", entry("U64", "1", "0,8", 8), "dtype U64 is not supported"),
                bad("dtype with spaces", entry(" F16", "1", "0,2", 2), "dtype  F16 is unknown"),
                bad("R5 one offset", entry("F32", "1", "4", 4), "data_offsets [4], expected [begin, end]"),
                bad("R5 three offsets", entry("F32", "1", "0,4,8", 4), "data_offsets of more than 2 numbers"),
                bad("R5 negative offset", entry("F32", "1", "-4,0", 4), "data_offsets -4, expected a whole number"),
                bad("R5 fraction", entry("F32", "1.0", "0,4", 4), "shape 1.0, expected a whole number"),
                bad("R5 exponent", entry("F32", "1e0", "0,4", 4), "shape 1e0, expected a whole number"),
                bad("R5 string", entry("F32", "\"1\"", "0,4", 4), "neither a value nor a digit"),
                bad(
                        "R5 missing",
                        Bytes.file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4),
                        "one of dtype, shape and data_offsets is missing"),
                bad(
                        "unknown member",
                        Bytes.file("{\"a\":{\"dtype\":\"F32\",\"x\":0}}", 0),
                        "'x', expected dtype, shape and data_offsets, once"),
                bad(
                        "member twice",
                        Bytes.file("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", 0),
                        "'dtype', expected dtype, shape and"),
                bad(
                        "name twice",
                        Bytes.file("{" + member("a", "0", "0,0") + "," + member("a", "0", "0,0") + "}", 0),
                        "entry 'a': occurs twice"),
                bad("metadata twice", Bytes.file("{\"__metadata__\":{},\"__metadata__\":{}}", 0), "occurs twice"),
                bad(
                        "metadata key twice",
                        Bytes.file("{\"__metadata__\":{\"k\":\"1\",\"k\":\"1\"}}", 0),
                        "'k' occurs twice"),
                bad(
                        "metadata number",
                        Bytes.file("{\"__metadata__\":{\"k\":1}}", 0),
                        "entry '__metadata__': header: JSON: no '\"'"),
                bad("deep", Bytes.file("{\"a\":{\"shape\":" + "[".repeat(100_000), 0), "neither a value nor a digit"),
                bad("lone surrogate", Bytes.file("{\"\\ud800\":{}}", 0), "half of a surrogate pair"),
                bad("R6 hole at the start", entry("F32", "1", "4,8", 8), "entry 'a': begins at byte 4, expected 0"),
                bad("R6 hole", two("0,4", "8,12", 12), "entry 'b': begins at byte 8, expected 4"),
                bad("R6 overlap", two("0,4", "2,6", 6), "entry 'b': begins at byte 2, expected 4"),
                bad("R6 shared", two("0,4", "0,4", 4), "begins at byte 0, expected 4"),
                bad("R6 end first", entry("F32", "1", "4,0", 4), "data_offsets [4, 0], expected [begin, end]"),
                bad("R6 empty tensor elsewhere", entry("F32", "2,0", "3,3", 0), "begins at byte 3, expected 0"),
                bad(
                        "R7 2 to the 64",
                        entry("F32", "2,18446744073709551614", "0,16", 16),
                        "expected a whole number from 0 to 281474976710655"),
                bad(
                        "R7 2 to the 63",
                        entry("F32", "2,9223372036854775807", "0,16", 16),
                        "expected a whole number from 0 to"),
                bad("R7 2 to the 48", entry("F32", "281474976710656", "0,16", 16), "expected a whole number from 0 to"),
                bad("R7 dimension", entry("F32", "2147483648", "0,16", 16), "has a dimension above 2147483647"),
                bad("R7 product", entry("F32", "65536,32768", "0,16", 16), "has more than 2147483647 elements"),
                bad(
                        "R7 product wraps",
                        entry("F32", "65536,65536,65536,65536", "0,0", 0),
                        "has more than 2147483647 elements"),
                bad(
                        "rank",
                        entry("F32", "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1", "0,4", 4),
                        "shape of more than 16 numbers"),
                bad(
                        "R9 too long",
                        entry("F32", "1", "0,8", 8),
                        "entry 'a': offsets [0, 8] span 8 bytes, expected 4 for F32 [1]"),
                bad("R9 too short", entry("I64", "1", "0,4", 4), "span 4 bytes, expected 8 for I64 [1]"),
                bad("R9 F64 as F32", entry("F64", "2", "0,8", 8), "span 8 bytes, expected 16 for F64 [2]"),
                bad("R9 F16 as F32", entry("F16", "2", "0,8", 8), "span 8 bytes, expected 4 for F16 [2]"),
                bad("R9 half of a half", entry("BF16", "2", "0,3", 3), "span 3 bytes, expected 4 for BF16 [2]"),
                bad("R9 U8", entry("U8", "2,3", "0,5", 5), "span 5 bytes, expected 6 for U8 [2, 3]"),
                bad("R9 bits as BOOL", entry("BOOL", "8", "0,1", 1), "span 1 bytes, expected 8 for BOOL [8]"),
                bad("R9 empty", entry("F64", "0,5", "0,8", 8), "span 8 bytes, expected 0 for F64 [0, 5]"),
                bad("R7 U8", entry("U8", "65536,65536", "0,0", 0), "has more than 2147483647 elements"),
                bad(
                        "R10 U8 2 GB",
                        entry("U8", "2147483647", "0,2147483647", 9),
                        "has 9 bytes of data, expected 2147483647"),
                bad(
                        "R10 F64 16 GB",
                        entry("F64", "2147483647", "0,17179869176", 9),
                        "expected 17179869176; the file is"),
                bad("R10 F16", entry("F16", "2", "0,4", 5), "has 5 bytes of data, expected 4; something was appended"),
                bad("BOOL of 2", truth(2), "entry 'a': element 2 is 2, expected 0 or 1 for BOOL"),
                bad("BOOL of 255", truth(255), "entry 'a': element 2 is 255, expected 0 or 1 for BOOL"),
                bad(
                        "R9 2 GB",
                        entry("F32", "536870912", "0,2147483648", 4),
                        "has 4 bytes of data, expected 2147483648; the file is cut short"),
                bad(
                        "R10 missing bytes",
                        entry("F32", "1", "0,4", 2),
                        "has 2 bytes of data, expected 4; the file is cut short"),
                bad(
                        "R10 trailing bytes",
                        entry("F32", "1", "0,4", 5),
                        "has 5 bytes of data, expected 4; something was appended"),
                bad("R10 data without entries", Bytes.file("{}", 1), "has 1 bytes of data, expected 0"),
                bad(
                        "long name",
                        Bytes.file("{" + member("x".repeat(65_537), "0", "0,0") + "}", 0),
                        "a name of 65537 characters"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bad")
    void brokenRulesAreNamedAndCostNoMemory(String rule, byte[] bytes, String message) throws IOException {
        Path file = Bytes.write(folder, bytes);
        assertThatThrownBy(() -> Safetensors.verify(file)).isInstanceOf(CheckpointException.class);
        long before = allocated();
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("checkpoint '" + file + "': ")
                .hasMessageContaining(message);
        assertThat(allocated() - before).as("bytes allocated").isLessThan(8L * bytes.length + MEGABYTE);
    }

    @Test
    void manyTensorsOverOneRangeAreRefusedBeforeTheyAreAllocated() throws IOException {
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i < 10_000; i++) {
            header.append(i == 0 ? "" : ",").append(member("t" + i, "25000", "0,100000"));
        }
        Path file = Bytes.write(folder, Bytes.file(header.append('}').toString(), 100_000));
        long before = allocated();
        assertThatThrownBy(() -> Safetensors.read(file)).hasMessageContaining("begins at byte 0, expected 100000");
        assertThat(allocated() - before).as("bytes allocated, 1 GB claimed").isLessThan(20 * MEGABYTE);
    }

    @Test
    void missingFilesAndFoldersAreNamed() {
        assertThatThrownBy(() -> Safetensors.read(folder.resolve("none")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("none': does not exist, expected a safetensors file");
        assertThatThrownBy(() -> Safetensors.read(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("is a folder, expected a safetensors file");
    }

    @Test
    void whatTheFormatAllowsIsRead() throws IOException {
        String header =
                "{\"b\":{\"data_offsets\" : [0,4],\"shape\":[],\"dtype\":\"F32\"},\"__metadata__\":{\"k\":\"\"},"
                        + member("e", "2,0", "4,4") + "}  \n";
        Safetensors file = Safetensors.read(Bytes.write(folder, Bytes.file(header, 4)));
        assertThat(file.names()).containsExactly("b", "e");
        assertThat(file.tensor("b").item()).isZero();
        assertThat(file.shape("e")).hasToString("[2, 0]");
        assertThat(file.metadata()).containsExactly(java.util.Map.entry("k", ""));
        assertThat(Safetensors.read(Bytes.write(folder, Bytes.file("{}", 0))).names())
                .isEmpty();
    }

    private static Arguments bad(String rule, byte[] bytes, String message) {
        return Arguments.of(rule, bytes, message);
    }

    private static byte[] entry(String dtype, String shape, String offsets, int data) {
        return Bytes.file("{" + member("a", shape, offsets).replace("F32", dtype) + "}", data);
    }

    /** Three truth values, the last one this byte. */
    private static byte[] truth(int last) {
        byte[] file = entry("BOOL", "3", "0,3", 3);
        file[file.length - 3] = 1;
        file[file.length - 1] = (byte) last;
        return file;
    }

    private static byte[] two(String first, String second, int data) {
        return Bytes.file("{" + member("a", "1", first) + "," + member("b", "1", second) + "}", data);
    }

    private static String member(String name, String shape, String offsets) {
        return "\"" + name + "\":{\"dtype\":\"F32\",\"shape\":[" + shape + "],\"data_offsets\":[" + offsets + "]}";
    }

    private static byte[] utf8(String start, int... more) {
        byte[] bytes =
                java.util.Arrays.copyOf(start.getBytes(StandardCharsets.UTF_8), start.length() + more.length + 2);
        for (int i = 0; i < more.length; i++) {
            bytes[start.length() + i] = (byte) more[i];
        }
        bytes[bytes.length - 2] = '"';
        bytes[bytes.length - 1] = '}';
        return bytes;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean())
                .getThreadAllocatedBytes(Thread.currentThread().getId());
    }
}

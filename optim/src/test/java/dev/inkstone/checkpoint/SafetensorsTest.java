package dev.inkstone.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
class SafetensorsTest {
    @TempDir
    private Path folder;

    @Test
    void everyBitComesBack() throws IOException {
        float[] odd = {
            Float.intBitsToFloat(0x7fc00001),
            Float.intBitsToFloat(0xff800001),
            Float.NaN,
            -0f,
            0f,
            Float.MIN_VALUE,
            Float.NEGATIVE_INFINITY,
            1 / 3f
        };
        float[] many = new float[40_000];
        for (int i = 0; i < many.length; i++) {
            many[i] = i * 0.1f;
        }
        Path file = folder.resolve("bits.safetensors");
        Safetensors.builder()
                .tensor("odd", Tensor.of(Shape.of(2, 4), odd))
                .tensor("view", Tensor.wrap(many, 3, Shape.of(39_990)))
                .tensor("none", Tensor.zeros(Shape.of(3, 0)))
                .tensor("scalar", Tensor.scalar(7))
                .ints("ints", IntTensor.of(Integer.MIN_VALUE, -1, 7))
                .longs("longs", Shape.of(1, 2), Long.MIN_VALUE, 1L << 40)
                .metadata("ключ \"\n", "значение 😀 \u0000")
                .write(file);
        Safetensors read = Safetensors.read(file);
        assertThat(read.tensor("odd").shape()).isEqualTo(Shape.of(2, 4));
        assertThat(bits(read.tensor("odd").toArray())).isEqualTo(bits(odd));
        assertThat(read.tensor("view").toArray()).isEqualTo(Arrays.copyOfRange(many, 3, 39_993));
        assertThat(read.tensor("none").shape()).isEqualTo(Shape.of(3, 0));
        assertThat(read.tensor("scalar").shape()).isEqualTo(Shape.of());
        assertThat(read.ints("ints").toArray()).containsExactly(Integer.MIN_VALUE, -1, 7);
        assertThat(read.longs("longs")).containsExactly(Long.MIN_VALUE, 1L << 40);
        assertThat(read.metadata()).isEqualTo(Map.of("ключ \"\n", "значение 😀 \u0000"));
        assertThat(Safetensors.verify(file)).isEqualTo(read.metadata());
    }

    @Property(tries = 50)
    void anyNamesAndValuesComeBack(
            @ForAll @Size(max = 8) Map<String, float[]> tensors, @ForAll Map<String, String> texts) throws IOException {
        Path file = Files.createTempFile("any", ".safetensors");
        try {
            Safetensors.Builder builder = Safetensors.builder();
            tensors.keySet().removeIf(name -> !Utf8.wellFormed(name));
            texts.entrySet().removeIf(text -> !Utf8.wellFormed(text.getKey() + " " + text.getValue()));
            tensors.forEach((name, values) -> builder.tensor(name, Tensor.of(Shape.of(values.length), values)));
            texts.forEach(builder::metadata);
            builder.write(file);
            Safetensors read = Safetensors.read(file);
            assertThat(read.names()).isEqualTo(tensors.keySet());
            assertThat(read.metadata()).isEqualTo(texts);
            for (String name : tensors.keySet()) {
                assertThat(bits(read.tensor(name).toArray())).isEqualTo(bits(tensors.get(name)));
            }
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void filesAreSortedAlignedAndTheSameEveryTime() throws IOException {
        Tensor one = Tensor.scalar(1);
        Path a = folder.resolve("a");
        Path b = folder.resolve("b");
        Safetensors.builder()
                .tensor("b", one)
                .tensor("a", one)
                .ints("i", IntTensor.of(1))
                .longs("z", Shape.of(), 1)
                .metadata("y", "1")
                .metadata("x", "2")
                .write(a);
        Safetensors.builder()
                .longs("z", Shape.of(), 1)
                .ints("i", IntTensor.of(1))
                .tensor("a", one)
                .tensor("b", one)
                .metadata("x", "2")
                .metadata("y", "1")
                .write(b);
        byte[] bytes = Files.readAllBytes(a);
        assertThat(bytes).isEqualTo(Files.readAllBytes(b));
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(length % 8).isZero();
        String header = new String(bytes, 8, length, StandardCharsets.UTF_8);
        assertThat(header)
                .matches("\\{\"__metadata__\":\\{\"inkstone.crc32c.data\":\"[0-9a-f]{8}\",\"inkstone.crc32c.header\":"
                        + "\"[0-9a-f]{8}\",\"x\":\"2\",\"y\":\"1\"},"
                        + "\"z\":\\{\"dtype\":\"I64\",\"shape\":\\[],\"data_offsets\":\\[0,8]},"
                        + "\"a\":\\{\"dtype\":\"F32\",\"shape\":\\[],\"data_offsets\":\\[8,12]},"
                        + "\"b\":\\{\"dtype\":\"F32\",\"shape\":\\[],\"data_offsets\":\\[12,16]},"
                        + "\"i\":\\{\"dtype\":\"I32\",\"shape\":\\[1],\"data_offsets\":\\[16,20]}} *");
    }

    @Test
    void everyChangedByteIsNoticed() throws IOException {
        byte[] whole = smallFile();
        for (int at = 0; at < whole.length; at++) {
            for (int change : new int[] {1, 2, 4, 8, 16, 32, 64, 128, 255, 0x5a}) {
                byte[] damaged = whole.clone();
                damaged[at] ^= (byte) change;
                expectRefused(damaged, "byte " + at + " xor " + change);
            }
        }
    }

    @Test
    void everyTruncationAndExtensionIsNoticed() throws IOException {
        byte[] whole = smallFile();
        for (int length = 0; length < whole.length + 64; length++) {
            if (length != whole.length) {
                expectRefused(Arrays.copyOf(whole, length), "length " + length);
            }
        }
    }

    @Test
    void wrongRequestsSayWhatThereIs() throws IOException {
        Safetensors file = Safetensors.read(Bytes.write(folder, smallFile()));
        assertThatThrownBy(() -> file.tensor("c"))
                .hasMessageContaining("entry 'c': is missing, expected one of [i, w]");
        assertThatThrownBy(() -> file.tensor("i")).hasMessageContaining("entry 'i': has dtype I64, expected F32");
        Safetensors.Builder builder = Safetensors.builder().tensor("a", Tensor.scalar(1));
        assertThatThrownBy(() -> builder.tensor("a", Tensor.scalar(1))).hasMessageContaining("added twice");
        assertThatThrownBy(() -> builder.tensor("__metadata__", Tensor.scalar(1)))
                .hasMessageContaining("not a possible name");
        assertThatThrownBy(() -> builder.tensor("\ud800", Tensor.scalar(1)))
                .hasMessageContaining("not a possible name");
        for (String key : new String[] {"inkstone.crc32c.data", "inkstone.crc32c.header", "inkstone.crc32c"}) {
            assertThatThrownBy(() -> builder.metadata(key, "")).hasMessageContaining("is computed");
        }
        assertThatThrownBy(() -> builder.longs("l", Shape.of(2), 1))
                .isInstanceOf(ShapeException.class)
                .hasMessage("entry 'l': 1 values, expected 2 for shape [2]");
    }

    private void expectRefused(byte[] damaged, String what) throws IOException {
        Path file = Bytes.write(folder, damaged);
        assertThatThrownBy(() -> Safetensors.read(file)).as(what).isInstanceOf(CheckpointException.class);
    }

    private byte[] smallFile() throws IOException {
        Path file = folder.resolve("small.safetensors");
        Safetensors.builder()
                .tensor("w", Tensor.of(Shape.of(2, 2), 1, 2, 3, 4))
                .longs("i", Shape.of(), 5)
                .metadata("text", "ab")
                .write(file);
        return Files.readAllBytes(file);
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}

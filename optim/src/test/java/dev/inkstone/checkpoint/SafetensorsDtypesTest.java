package dev.inkstone.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.ShapeException;
import dev.inkstone.tensor.Tensor;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every element type, written and read, and what each is as float32. */
@Tag("once")
class SafetensorsDtypesTest {
    @TempDir
    private Path folder;

    private static Safetensors.Builder all() {
        return Safetensors.builder()
                .booleans("bool", Shape.of(3), true, false, true)
                .bytes("u8", Shape.of(2), (byte) 0, (byte) 255)
                .tensor("f16", Tensor.of(Shape.of(2), 1f / 3, -7e-8f), Precision.F16)
                .tensor("bf16", Tensor.of(Shape.of(1), 1f / 3), Precision.BF16)
                .ints("i32", IntTensor.of(-1))
                .tensor("f32", Tensor.of(Shape.of(1), 0.1f))
                .doubles("f64", Shape.of(2), 0.1, Double.MIN_VALUE)
                .longs("i64", Shape.of(), Long.MIN_VALUE);
    }

    @Test
    void allTypesComeBack() throws IOException {
        Path file = folder.resolve("all");
        all().write(file);
        Safetensors read = Safetensors.read(file);
        assertThat(read.booleans("bool")).containsExactly(true, false, true);
        assertThat(read.bytes("u8")).containsExactly(0, 255);
        assertThat(read.doubles("f64")).containsExactly(0.1, Double.MIN_VALUE);
        assertThat(read.longs("i64")).containsExactly(Long.MIN_VALUE);
        assertThat(read.ints("i32").toArray()).containsExactly(-1);
        assertThat(read.tensor("f32").toArray()).containsExactly(0.1f);
        assertThat(read.asFloats("f16").toArray()).containsExactly(0x1.554p-2f, -0x1p-24f);
        assertThat(read.asFloats("bf16").toArray()).containsExactly(0x1.56p-2f);
        for (String name : read.names()) {
            assertThat(read.dtype(name)).isEqualToIgnoringCase(name);
        }
        assertThat(Safetensors.verify(file)).isEmpty();
    }

    /** As the reference sorts them: wide types first, of equal width the later in its list. */
    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Path file = folder.resolve("all");
        all().write(file);
        assertThat(Safetensors.read(file).names())
                .containsExactly("i64", "f64", "f32", "i32", "bf16", "f16", "u8", "bool");
        byte[] bytes = Files.readAllBytes(file);
        int[] data = {
            0, 0, 0, 0, 0, 0, 0, 0x80, // i64
            0x9a, 0x99, 0x99, 0x99, 0x99, 0x99, 0xb9, 0x3f, 1, 0, 0, 0, 0, 0, 0, 0, // f64
            0xcd, 0xcc, 0xcc, 0x3d, // f32
            0xff, 0xff, 0xff, 0xff, // i32
            0xab, 0x3e, // bf16
            0x55, 0x35, 1, 0x80, // f16
            0, 0xff, // u8
            1, 0, 1 // bool
        };
        byte[] tail = Arrays.copyOfRange(bytes, bytes.length - data.length, bytes.length);
        assertThat(tail).containsExactly(data);
    }

    @Test
    void longTensorsOfAllWidthsComeBack() throws IOException {
        int n = 200_003;
        byte[] bytes = new byte[n];
        boolean[] booleans = new boolean[n];
        double[] doubles = new double[n];
        float[] floats = new float[n];
        for (int i = 0; i < n; i++) {
            bytes[i] = (byte) (i * 31);
            booleans[i] = i % 7 < 3;
            doubles[i] = 1.0 / i;
            floats[i] = HalfFloats.fromF16((short) (i % 31_744));
        }
        Path file = folder.resolve("long");
        Safetensors.builder()
                .bytes("u8", Shape.of(n), bytes)
                .booleans("bool", Shape.of(n), booleans)
                .doubles("f64", Shape.of(n), doubles)
                .tensor("f16", Tensor.wrap(floats, 3, Shape.of(n - 3)), Precision.F16)
                .write(file);
        Safetensors read = Safetensors.read(file);
        assertThat(read.bytes("u8")).isEqualTo(bytes);
        assertThat(read.booleans("bool")).isEqualTo(booleans);
        assertThat(read.doubles("f64")).isEqualTo(doubles);
        assertThat(read.asFloatsExactly("f16").toArray()).isEqualTo(Arrays.copyOfRange(floats, 3, n));
    }

    @Test
    void nothingIsConvertedUnlessAsked() throws IOException {
        Path file = folder.resolve("all");
        all().write(file);
        Safetensors read = Safetensors.read(file);
        assertThatThrownBy(() -> read.tensor("f64"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageEndingWith("entry 'f64': has dtype F64, expected F32; asFloats converts it");
        assertThatThrownBy(() -> read.tensor("f16")).hasMessageContaining("has dtype F16, expected F32");
        assertThatThrownBy(() -> read.doubles("f32")).hasMessageEndingWith("has dtype F32, expected F64");
        assertThatThrownBy(() -> read.bytes("bool")).hasMessageEndingWith("has dtype BOOL, expected U8");
        assertThatThrownBy(() -> read.booleans("u8")).hasMessageEndingWith("has dtype U8, expected BOOL");
        assertThatThrownBy(() -> read.longs("i32")).hasMessageEndingWith("has dtype I32, expected I64");
        assertThat(read.asFloats("f64").toArray()).containsExactly(0.1f, 0f);
        assertThat(read.asFloats("bool").toArray()).containsExactly(1, 0, 1);
        assertThat(read.asFloats("u8").toArray()).containsExactly(0, 255);
        assertThat(read.asFloatsExactly("i64").item()).isEqualTo(-0x1p63f);
        assertThat(read.asFloatsExactly("i32").toArray()).containsExactly(-1);
        assertThatThrownBy(() -> read.asFloatsExactly("f64"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageEndingWith("entry 'f64': element 0 is 0.1, expected F64 values that float32 holds exactly;"
                        + " asFloats rounds them");
        assertThatThrownBy(() -> read.asFloats("none")).hasMessageContaining("entry 'none': is missing");
    }

    @Test
    void theNumberOfValuesIsThatOfTheShape() {
        assertThatThrownBy(() -> Safetensors.builder().doubles("d", Shape.of(2), 1))
                .isInstanceOf(ShapeException.class)
                .hasMessage("entry 'd': 1 values, expected 2 for shape [2]");
        assertThatThrownBy(() -> Safetensors.builder().bytes("d", Shape.of(0), (byte) 1))
                .isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Safetensors.builder().booleans("d", Shape.of(1, 3), true))
                .isInstanceOf(ShapeException.class);
    }

    @Property
    void exactMeansThatTheDecimalValueIsTheSame(@ForAll double d, @ForAll long l, @ForAll int i, @ForAll float f) {
        exact(new Elements(Dtype.F64, Shape.of(1), new double[] {d}, 0), new BigDecimal(d));
        exact(new Elements(Dtype.F64, Shape.of(1), new double[] {f}, 0), new BigDecimal((double) f));
        exact(new Elements(Dtype.I64, Shape.of(1), new long[] {l}, 0), new BigDecimal(l));
        exact(new Elements(Dtype.I32, Shape.of(1), new int[] {i}, 0), new BigDecimal(i));
    }

    @Test
    void whatLiesAtTheEdgeOfExactness() {
        for (long l : new long[] {Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE, 1L << 62, (1L << 24) + 1}) {
            exact(new Elements(Dtype.I64, Shape.of(1), new long[] {l}, 0), new BigDecimal(l));
        }
        for (int i : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 24, (1 << 24) + 1, -(1 << 24) - 1}) {
            exact(new Elements(Dtype.I32, Shape.of(1), new int[] {i}, 0), new BigDecimal(i));
        }
        Elements special = new Elements(Dtype.F64, Shape.of(3), new double[] {Double.NaN, -1 / 0.0, 1e300}, 0);
        assertThat(special.isFloat(0)).isTrue();
        assertThat(special.isFloat(1)).isTrue();
        assertThat(special.isFloat(2)).isFalse();
    }

    private static void exact(Elements one, BigDecimal value) {
        float rounded = one.asFloat(0);
        boolean same = Float.isFinite(rounded) && new BigDecimal(rounded).compareTo(value) == 0;
        assertThat(one.isFloat(0)).as("%s", value).isEqualTo(same);
    }

    @Test
    void everyChangedByteIsNoticed() throws IOException {
        Path file = folder.resolve("all");
        all().write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x5a;
            Path made = Bytes.write(folder, damaged);
            assertThatThrownBy(() -> Safetensors.read(made)).as("byte %s", at).isInstanceOf(CheckpointException.class);
            assertThatThrownBy(() -> Safetensors.verify(made)).isInstanceOf(CheckpointException.class);
        }
    }
}

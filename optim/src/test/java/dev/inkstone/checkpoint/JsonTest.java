package dev.inkstone.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class JsonTest {
    @Test
    void readsAndWritesEveryKindOfValue() {
        String text = "{\"a\":[1,-0.5,1E+3,true,false,null],\"\\u0000\\\"\\\\ü😀\":{\"\":[]},\"e\":{}}";
        assertThat(Json.parse(" \t\r\n" + text + "\n").text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "\"",
                "[1,]",
                "{\"a\":1,}",
                "[1 2]",
                "{\"a\" 1}",
                "{a:1}",
                "{'a':1}",
                "[,1]",
                "01",
                "-",
                "+1",
                "1.",
                ".5",
                "1e",
                "1e+",
                "0x1",
                "NaN",
                "Infinity",
                "tru",
                "truex",
                "nul",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12g4\"",
                "\"\\u١٢٣٤\"",
                "\"a\nb\"",
                "\"\t\"",
                "[1]]",
                "{}{}",
                "1 // one",
                "\uFEFF{}",
                "\u00a01",
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800\\u0041\"",
                "\"\\udc00\\ud800\"",
                "\"\ud800\"",
                "\u0000",
                "[1\u0000]"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("JSON: ");
    }

    @Test
    void depthAndLengthOfNumbersAreBounded() {
        assertThat(Json.parse("[".repeat(200) + "]".repeat(200))).isInstanceOf(Json.Arr.class);
        assertThatThrownBy(() -> Json.parse("[".repeat(1_000_000)))
                .hasMessage("JSON: nested deeper than 200 at character 201");
        assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(1_000_000))).hasMessageContaining("nested deeper");
        assertThatThrownBy(() -> Json.parse("9".repeat(401))).hasMessageContaining("a number of 401 characters");
    }

    @Property
    void stringsComeBack(@ForAll String string) {
        if (Utf8.wellFormed(string)) {
            assertThat(Json.parse(new Json.Text(string).text())).isEqualTo(new Json.Text(string));
        } else {
            assertThatThrownBy(() -> new Json.Text(string).text()).hasMessageContaining("surrogate");
        }
    }

    @Property
    void floatsComeBackExactly(@ForAll int bits) {
        float value = Float.intBitsToFloat(bits);
        if (Float.isFinite(value)) {
            String text = ((Json.Num) JsonWriter.number(value)).literal();
            assertThat(Float.floatToRawIntBits(Float.parseFloat(text))).isEqualTo(bits);
            assertThat(Json.parse(text).text()).isEqualTo(text);
        }
    }

    @Property
    void doublesComeBackExactly(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            String text = ((Json.Num) JsonWriter.number(value)).literal();
            assertThat(Double.doubleToRawLongBits(Double.parseDouble(text))).isEqualTo(bits);
        }
    }

    @Test
    void numbersAreShortAndDoNotDependOnTheJdk() {
        assertThat(JsonWriter.number(0.001f).text()).isEqualTo("0.001");
        assertThat(JsonWriter.number(2.0e-3).text()).isEqualTo("0.002");
        assertThat(JsonWriter.number(2e23).text())
                .isEqualTo("2E+23"); // 1.9999999999999998E23 by Double.toString of JDK 17
        assertThat(JsonWriter.number(1 / 255f).text()).isEqualTo("0.003921569");
        assertThat(JsonWriter.number(-0.0).text()).isEqualTo("-0.0");
        assertThat(JsonWriter.number(100.0).text()).isEqualTo("1E+2");
    }
}

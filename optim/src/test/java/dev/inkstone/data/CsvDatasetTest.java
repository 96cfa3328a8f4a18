package dev.inkstone.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.tensor.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class CsvDatasetTest {
    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("data.csv"), text);
    }

    @Test
    void textLabelsBecomeClasses() throws IOException {
        CsvDataset iris = CsvDataset.read(
                file("\uFEFFid,\"sepal, cm\",species,petal\r\n1,5.1,\"say \"\"hi\"\"\",-.5\r\n2,6e1,ü\r\nx,7\r\n"
                        .replace("ü\r\nx", "\"ü\r\nx\"")),
                CsvOptions.label("species").without("id"));
        assertThat(iris.size()).isEqualTo(2);
        assertThat(iris.featureNames()).containsExactly("sepal, cm", "petal");
        assertThat(iris.classNames()).containsExactly("say \"hi\"", "ü\r\nx");
        assertThat(ViewsTest.epoch(iris, 0, 2)).containsExactly(5.1f, -0.5f, 60f, 7f);
        assertThat(iris.label(1)).isEqualTo(1);
        CsvDataset test = CsvDataset.read(file("species,petal\nb,1"), CsvOptions.label("species"));
        assertThat(test.withClasses(List.of("a", "b")).label(0)).isEqualTo(1);
        assertThatThrownBy(() -> test.withClasses(iris.classNames()))
                .hasMessageStartingWith("csv: class 'b', expected one of [say \"hi\", ü");
    }

    @Test
    void wholeNumbersAreClassesInTheirOrder() throws IOException {
        CsvDataset data = CsvDataset.read(
                file("1;10\n2;9\n3;-1\n"), CsvOptions.label("2").withoutHeader().separator(';'));
        assertThat(data.classNames()).containsExactly("-1", "9", "10");
        assertThat(IntStream.range(0, 3).map(data::label)).containsExactly(2, 1, 0);
    }

    @Test
    void numbersToPredict() throws IOException {
        CsvDataset data = CsvDataset.read(
                file("a,price,b,area\n1,2,3,4\n5,6,7,8\n"),
                CsvOptions.targets("price", "area").features("b", "a"));
        assertThat(data.inputShape()).isEqualTo(Shape.of(2));
        assertThat(data.targetShape()).isEqualTo(Shape.of(2));
        Batch batch = data.batches(2).epoch(0).next();
        assertThat(batch.inputs().toArray()).containsExactly(3, 1, 7, 5);
        assertThat(batch.targets().values().toArray()).containsExactly(2, 4, 6, 8);
    }

    @Test
    void textsBecomeOneHotAndOtherDataTheSame() throws IOException {
        CsvOptions options = CsvOptions.label("y").oneHot("city", "floor");
        CsvDataset train = CsvDataset.read(file("city,a,floor,y\nRome,5,10,n\nOslo,6,9,y\nRome,7,10,y\n"), options);
        assertThat(train.featureNames()).containsExactly("city=Oslo", "city=Rome", "a", "floor=9", "floor=10");
        assertThat(train.inputs().toArray()).containsExactly(0, 1, 5, 0, 1, 1, 0, 6, 1, 0, 0, 1, 7, 0, 1);
        assertThat(train.classNames()).containsExactly("n", "y");
        CsvDataset later = CsvDataset.read(
                file("city,a,floor\nOslo,8,10\n"),
                CsvOptions.unlabelled().oneHotLike(train.withClasses(List.of("n", "y"))));
        assertThat(later.inputs().toArray()).containsExactly(1, 0, 8, 0, 1);
        Path unknown = file("city,a,floor\nOslo,8,10\nBonn,8,10\n");
        assertThatThrownBy(
                        () -> CsvDataset.read(unknown, CsvOptions.unlabelled().oneHotLike(train)))
                .hasMessage(
                        unknown + ":3:1: column 'city' has 'Bonn', expected one of [Oslo, Rome], as in the data before;"
                                + " remove the row, or train with such a row too");
        assertThatThrownBy(
                        () -> CsvDataset.read(unknown, CsvOptions.label("city").oneHot("city")))
                .hasMessage(
                        unknown + ": one-hot of column 'city', expected one of the features [a, floor]; do not leave"
                                + " it out, or leave out its oneHot");
        assertThatThrownBy(
                        () -> CsvDataset.read(unknown, CsvOptions.label("city").oneHot("town")))
                .hasMessage(unknown + ": no column 'town', expected one of [city, a, floor]");
    }

    @Test
    void otherDataGetTheColumnsOfTheTrainingDataInTheirOrder() throws IOException {
        CsvDataset train = CsvDataset.read(
                file("city,area,sex,y\nRome,50,0,1\nOslo,60,1,2\n"),
                CsvOptions.targets("y").oneHot("city"));
        CsvOptions like = CsvOptions.unlabelled().oneHotLike(train);
        CsvDataset later = CsvDataset.read(file("sex,id,area,city\n1,9,70,Oslo\n"), like);
        assertThat(later.featureNames()).isEqualTo(train.featureNames());
        assertThat(later.inputs().toArray()).containsExactly(1, 0, 70, 1);
        assertThat(CsvDataset.read(file("city,area\nOslo,70\n"), like.features("area", "city"))
                        .inputs()
                        .toArray())
                .containsExactly(70, 1, 0);
        Path fewer = file("city,area\nOslo,70\n");
        assertThatThrownBy(() -> CsvDataset.read(fewer, like))
                .hasMessage(fewer + ": no column 'sex', expected one of [city, area]");
        Path text = file("sex,area,city\nf,70,Oslo\n");
        assertThatThrownBy(() -> CsvDataset.read(text, like))
                .hasMessageEndingWith("that float32 can hold, without spaces, as in the data before");
    }

    @Test
    void whatHelpsWithOneColumnKeepsTheOthers() throws IOException {
        Path file = file("city,sex,y\nRome,f,1\n");
        CsvOptions options = CsvOptions.targets("y").oneHot("city");
        assertThatThrownBy(() -> CsvDataset.read(file, options))
                .hasMessageEndingWith("; leave the column out with .without(\"sex\"), or encode its texts with"
                        + " .oneHot(\"city\", \"sex\")");
        assertThatThrownBy(() -> CsvDataset.read(file, options.features("sex", "city")))
                .hasMessageEndingWith("; leave the column out of .features(…), or encode its texts with"
                        + " .oneHot(\"city\", \"sex\")");
        assertThat(CsvDataset.read(file, options.oneHot("city", "sex")).featureNames())
                .containsExactly("city=Rome", "sex=f");
    }

    @Test
    void withoutAnswersThereAreInputsOnly() throws IOException {
        CsvDataset data = CsvDataset.read(
                file("a,id,b\n1,7,2\n3,8,4\n"), CsvOptions.unlabelled().without("id"));
        assertThat(data.inputs().shape()).isEqualTo(Shape.of(2, 2));
        assertThat(data.range(1, 2).inputs().toArray()).containsExactly(3, 4);
        assertThat(data.classNames()).isEmpty();
        assertThatThrownBy(() -> data.batches(2).epoch(0).next())
                .hasMessage("dataset: example 0 of epoch 1 cannot be read: dataset: examples have no labels or targets,"
                        + " expected some to learn from or to compare with; model.predict(data.inputs()) needs none");
    }

    @Test
    void whatIsNoNumberComesWithItsCure() throws IOException {
        String expected = "', expected a decimal number that float32 can hold, without spaces";
        CsvOptions options = CsvOptions.label("y").without("id");
        for (String[] cell : new String[][] {
            {
                "Oslo",
                "; leave the column out with .without(\"id\", \"city\"), or encode its texts with .oneHot(\"city\")"
            },
            {"NA", "; where a value is missing, fill it in, or remove the row or the column"},
            {"1,5", "; write a decimal point, and nothing between thousands"},
            {"1f", ""},
        }) {
            Path file = file("id;city;y\n1;" + cell[0] + ";n\n");
            assertThatThrownBy(() -> CsvDataset.read(file, options.separator(';')))
                    .hasMessage(file + ":2:3: column 'city' has '" + cell[0] + expected + cell[1]);
        }
        Path file = file("a,kind\n1,ham\n");
        assertThatThrownBy(() -> CsvDataset.read(file, CsvOptions.targets("kind")))
                .hasMessage(file + ":2:3: column 'kind' has 'ham" + expected
                        + "; for classes use CsvOptions.label(\"kind\")");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "y,x~1,2~3, | :3:3: column 'x' is empty, expected a number; fill it in, or remove the row or the column",
                "y,x~1,2~,4 | :3:1: column 'y' is empty, expected a class; fill it in, or remove the row or the column",
                "y,x~1,NaN | :2:3: column 'x' has 'NaN', expected a decimal number that float32 can hold, without spaces",
                "y,x~1, 2 | :2:3: column 'x' has ' 2', expected a decimal number",
                "y,x~1,0x1p3 | :2:3: column 'x' has '0x1p3', expected a decimal number",
                "y,x~1,1e39 | :2:3: column 'x' has '1e39', expected a decimal number",
                "y,x~'a~b',1,2 | :2:1: 3 fields, expected 2 fields, as many as the first line has",
                "y,x~'a~b',q | :3:4: column 'x' has 'q', expected a decimal number",
                "y,x~1,2~~3,4 | :3:1: an empty line, expected 2 fields, as many as the first line has",
                "y,x~1,2'3' | :2:4: a quote within a field, expected it around the whole field; write quotes around",
                "y,x~1,'2'3 | :2:6: '3' behind a quoted field, expected the separator or the end of the line",
                "y,x~1,'23~ | :2:3: a quote that is not closed, expected another one before the end",
                "y,x~1,2^3,4 | :2:5: a carriage return without a line feed, expected both or a line feed alone",
                "y,x,x~1,2,3 | :1:5: column name 'x' twice, expected a name of its own for each column",
                "y,,x~1,2,3 | :1:3: column name '', expected a name of its own for each column",
                "a,x~1,2 | : no column 'y', expected one of [a, x]",
                "y~1 | : features [] of columns [y], expected at least one, and none that is a label or target or left",
                "y,x | : no rows below the header, expected at least one",
                "`` | : is empty, expected rows of fields",
            })
    void whatIsWrongIsSaidWithItsPlace(String text, String message) throws IOException {
        Path file = file(text.replace('~', '\n').replace('\'', '"').replace('^', '\r'));
        assertThatThrownBy(() -> CsvDataset.read(file, CsvOptions.label("y")))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file + message);
    }

    @Test
    void theReplacementCharacterIsACharacter() throws IOException {
        String ends = "\uFFFD".repeat((1 << 16) / 3) + "😀"; // across what is read at once
        CsvDataset data = CsvDataset.read(file("y,x\n\uFFFD" + ends + ",1\n"), CsvOptions.label("y"));
        assertThat(data.classNames()).containsExactly("\uFFFD" + ends);
    }

    @Test
    void otherEncodingsAreRefused() throws IOException {
        Path file = Files.write(folder.resolve("latin.csv"), "y,x\nä,1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> CsvDataset.read(file, CsvOptions.label("y")))
                .hasMessage(file + ":2:1: bytes that are not UTF-8, expected a file in that encoding; convert it");
        byte[] cut = Arrays.copyOf("y,x\n1,2ä".getBytes(StandardCharsets.UTF_8), 8);
        assertThatThrownBy(() -> CsvDataset.read(Files.write(file, cut), CsvOptions.label("y")))
                .hasMessageStartingWith(file + ":2:4: bytes that are not UTF-8");
    }
}

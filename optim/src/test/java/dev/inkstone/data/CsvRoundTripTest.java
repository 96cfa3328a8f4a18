package dev.inkstone.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

@Tag("once")
class CsvRoundTripTest {
    @Property
    void whatIsWrittenWithQuotesIsReadAgain(
            @ForAll @Size(max = 5) List<
                                    @NotEmpty @Size(max = 4) List<
                                            @StringLength(max = 6) @Chars({'"', ',', '\r', '\n', ';'})
                                            @CharRange(from = ' ', to = 'ü') String>>
                            rows,
            @ForAll boolean carriageReturns)
            throws IOException {
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                text.append(i == 0 ? "" : ",")
                        .append('"')
                        .append(row.get(i).replace("\"", "\"\""))
                        .append('"');
            }
            text.append(carriageReturns ? "\r\n" : "\n");
        }
        CsvReader reader =
                new CsvReader(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)), "text", ',');
        List<List<String>> read = new ArrayList<>();
        for (List<CsvReader.Field> row = reader.next(); row != null; row = reader.next()) {
            read.add(row.stream().map(CsvReader.Field::text).toList());
        }
        assertThat(read).isEqualTo(rows);
    }
}

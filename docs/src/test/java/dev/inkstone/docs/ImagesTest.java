package dev.inkstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages show images that are there, with words for those who do not see them, and images are there to be shown. */
class ImagesTest {
    private static final Pattern IMAGE = Pattern.compile("!\\[([^]]*)]\\(([^)]+)\\)");
    private static final long MOST_BYTES = 60 * 1024;

    @Test
    void everyImageIsShownAndSmall() throws IOException {
        Set<Path> shown = new TreeSet<>();
        for (Path page : CodeBlock.pages()) {
            Matcher image = IMAGE.matcher(Files.readString(page));
            while (image.find()) {
                if (!image.group(2).startsWith("http")) {
                    Path file = page.resolveSibling(image.group(2)).normalize();
                    assertThat(file).as("in %s", page).isRegularFile();
                    assertThat(image.group(1)).as("words for %s", file).isNotBlank();
                    shown.add(file);
                }
            }
        }
        try (Stream<Path> files = Files.walk(CodeBlock.root().resolve("docs/images"))) {
            assertThat(files.filter(Files::isRegularFile)).allSatisfy(file -> {
                assertThat(shown).as("images on some page").contains(file);
                assertThat(Files.size(file)).as("bytes of %s", file).isLessThanOrEqualTo(MOST_BYTES);
            });
        }
    }
}

package dev.inkstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links and pictures of a page lead to files that are there, and every page is in the table of contents. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : CodeBlock.pages()) {
            for (String target : links(page)) {
                if (!target.contains("://") && !Files.exists(page.resolveSibling(target))) {
                    broken.add(CodeBlock.root().relativize(page) + ": " + target);
                }
            }
        }
        assertThat(broken).as("links without a file").isEmpty();
    }

    @Test
    void everyPageIsInTheTableOfContents() throws IOException {
        Path contents = CodeBlock.root().resolve("docs/README.md");
        List<Path> listed =
                links(contents).stream().map(contents::resolveSibling).toList();
        assertThat(CodeBlock.pages())
                .filteredOn(page -> page.startsWith(contents.getParent()) && !page.equals(contents))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(listed).contains(page));
    }

    private static List<String> links(Path page) throws IOException {
        List<String> links = new ArrayList<>();
        Matcher matcher = LINK.matcher(Files.readString(page));
        while (matcher.find()) {
            links.add(matcher.group(1));
        }
        return links;
    }
}

package dev.inkstone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A picture that a program draws is the one that stands in docs. */
class PicturesTest {
    private static final Map<String, Supplier<String>> PICTURES =
            Map.of("same-padding.svg", SamePaddingPicture::draw, "activations.svg", ActivationsPicture::draw);

    @TestFactory
    Stream<DynamicTest> everyDrawnPictureIsTheCommittedOne() {
        return PICTURES.keySet().stream().map(name -> DynamicTest.dynamicTest(name, () -> compare(name)));
    }

    private static void compare(String name) throws Exception {
        Path docs = CodeBlock.root().resolve("docs");
        Path drawn = Files.createDirectories(docs.resolve("target/pictures")).resolve(name);
        Files.writeString(drawn, PICTURES.get(name).get());
        assertThat(drawn)
                .as("look at target/pictures/%s, and copy it to docs/images if it is right", name)
                .hasSameTextualContentAs(docs.resolve("images").resolve(name));
    }
}

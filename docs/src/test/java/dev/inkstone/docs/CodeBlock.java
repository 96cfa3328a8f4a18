package dev.inkstone.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A fenced code block of a Markdown page. */
record CodeBlock(Path page, int line, String language, List<String> lines) {

    /** The blocks of one page in order. */
    static List<CodeBlock> of(Path page) {
        List<CodeBlock> blocks = new ArrayList<>();
        List<String> inside = null;
        String language = "";
        int start = 0;
        List<String> lines = read(page);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.startsWith("```")) {
                if (inside != null) {
                    inside.add(line);
                }
            } else if (inside == null) {
                inside = new ArrayList<>();
                language = line.substring(3).trim();
                start = i + 1;
            } else {
                blocks.add(new CodeBlock(page, start, language, inside));
                inside = null;
            }
        }
        if (inside != null) {
            throw new IllegalStateException(page + ":" + start + ": code block is not closed");
        }
        return blocks;
    }

    /** README and every page of docs. */
    static List<Path> pages() {
        try (Stream<Path> docs = Files.walk(root().resolve("docs"))) {
            List<Path> pages = new ArrayList<>(List.of(root().resolve("README.md")));
            docs.filter(p -> p.toString().endsWith(".md") && !p.toString().contains("target"))
                    .sorted()
                    .forEach(pages::add);
            return pages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The top folder of the project. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve(".mvn"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static List<String> read(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

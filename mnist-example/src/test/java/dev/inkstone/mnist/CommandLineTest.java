package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineTest {
    @Test
    void everyOptionThatTakesANumberSaysWhichNumbers() {
        Set<String> numeric = new TreeSet<>();
        new CommandLine(new MnistCommand(new String[0]))
                .getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().options().stream()
                        .filter(option -> Number.class.isAssignableFrom(option.type())
                                || option.type().isPrimitive() && option.type() != boolean.class)
                        .forEach(option -> numeric.add(option.longestName())));
        assertThat(numeric).isEqualTo(new TreeSet<>(Check.NUMBERS.keySet()));
    }

    @Test
    void theHelpOfModelListsTheNames() {
        Program.Outcome help = Program.run("train", "--help");
        assertThat(help.out().replaceAll("\\s+", " ")) // lines are wrapped
                .contains("one of: " + String.join(", ", new Recipe.Names()));
    }
}

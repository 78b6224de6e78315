package io.firstclaim.cli;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `completion`.
@Command(name = "completion", description = "Prints what a shell needs to complete commands and options when the tabulator is pressed.", footer = {
        "%nExamples:", "  firstclaim completion bash > ~/.local/share/bash-completion/completions/firstclaim",
        "  firstclaim completion zsh > ~/.firstclaim-completion && echo 'source ~/.firstclaim-completion' >> ~/.zshrc"})
public final class CompletionCommand implements Runnable {
    private final Console console;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "SHELL", description = "Which shell: ${COMPLETION-CANDIDATES}. Both read the same text.")
    private Shell shell = Shell.BASH;

    /// The shells by the names that the command line takes.
    enum Shell {
        BASH, ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public CompletionCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        var root = spec.root().commandLine();
        console.out().print("# Completion of firstclaim for " + shell + ".\n"
                + AutoComplete.bash(root.getCommandName(), root));
        console.out().flush();
    }
}

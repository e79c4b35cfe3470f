package io.orograph.format;

/** What a file can be used as in this program. */
public enum Role {
    MODEL(
            "model",
            "a model",
            "Model: open it in the window, or name it after a command, as in orograph landscape FILE --data DATA."),
    DATA("data", "data", "Data: open it in the window beside a model, or name it with --data FILE."),
    WEIGHTS(
            "weights",
            "a checkpoint",
            "Weights for a model of the same architecture: in the window, Weights, Open weights…, or Training, Path of"
                    + " checkpoints…, or Landscape, Plane through three models…; in the command line, --weights FILE with"
                    + " loss, landscape, sharpness, spectrum and train, orograph trajectory MODEL --data DATA"
                    + " --checkpoints FILE…, and beside MODEL in line, plane, connect and compare."),
    DIRECTIONS(
            "directions",
            "a file of directions",
            "Directions of a plane through the weights of the network that they were saved for: in the"
                    + " window, Directions from a file… under Plane and grid; in the command line, orograph landscape"
                    + " MODEL --data DATA --directions FILE."),
    LANDSCAPE(
            "landscape",
            "a landscape",
            "Landscape: look at it in the window, File, Open landscape…; numpy.load opens its arrays in Python; model and data"
                    + " that its provenance names give it again."),
    SESSION(
            "session",
            "a session",
            "Session: File, Open session… in the window, which brings back what was open, the settings and what was"
                    + " computed; numpy.load opens its arrays in Python."),
    TRAINING_STATE(
            "state of a training",
            "the state of a training",
            "State of a training: orograph train MODEL --data DATA --resume FOLDER goes on from it, with the settings that"
                    + " it names; FOLDER is the one that holds its folder.");

    private final String label;
    private final String noun;
    private final String use;

    Role(String label, String noun, String use) {
        this.label = label;
        this.noun = noun;
        this.use = use;
    }

    /** Returns the word for the role in a list: {@code weights}. */
    public String label() {
        return label;
    }

    /** Returns what a file that plays the role is called, with its article: {@code a checkpoint}. */
    public String noun() {
        return noun;
    }

    /** Returns a sentence that says how a file is used in this role, by window and command line. */
    public String use() {
        return use;
    }
}

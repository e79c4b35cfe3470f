package io.orograph.network.operators.recurrent;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.OperatorFamily;

/** Lists the recurrent layers. */
public final class RecurrentFamily {

    private RecurrentFamily() {}

    public static OperatorFamily family() {
        return OperatorFamily.of(
                "recurrent layers",
                entry("GRU", Recurrent::gru),
                entry("LSTM", Recurrent::lstm),
                entry("RNN", Recurrent::rnn));
    }
}

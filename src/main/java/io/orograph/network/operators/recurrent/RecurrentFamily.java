package io.orograph.network.operators.recurrent;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.OperatorFamily;

/** Lists the recurrent layers. */
public final class RecurrentFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "recurrent layers",
            entry("GRU", Recurrent::gru),
            entry("LSTM", Recurrent::lstm),
            entry("RNN", Recurrent::rnn));

    private RecurrentFamily() {}
}

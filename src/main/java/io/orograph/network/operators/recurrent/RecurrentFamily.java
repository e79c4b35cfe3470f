package io.orograph.network.operators.recurrent;

import static io.orograph.network.operators.base.OperatorFamily.entry;

import io.orograph.network.operators.base.Operands;
import io.orograph.network.operators.base.OperatorFamily;

/** Lists the recurrent layers. */
public final class RecurrentFamily {

    public static final OperatorFamily FAMILY = OperatorFamily.of(
            "recurrent layers",
            entry("GRU", Operands.of("X", "W", "R", "B?", "sequence_lens?", "initial_h?"), Recurrent::gru),
            entry(
                    "LSTM",
                    Operands.of("X", "W", "R", "B?", "sequence_lens?", "initial_h?", "initial_c?", "P?"),
                    Recurrent::lstm),
            entry("RNN", Operands.of("X", "W", "R", "B?", "sequence_lens?", "initial_h?"), Recurrent::rnn));

    private RecurrentFamily() {}
}

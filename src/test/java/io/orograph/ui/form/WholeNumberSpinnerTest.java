package io.orograph.ui.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;

/** A spinner and the setting that it shows are always the same number. */
@ExtendWith(ApplicationExtension.class)
@NeedsDisplay
class WholeNumberSpinnerTest {

    private final IntegerProperty setting = new SimpleIntegerProperty(7);

    private WholeNumberSpinner spinner() {
        return Fx.get(() -> {
            WholeNumberSpinner spinner = new WholeNumberSpinner("count");
            spinner.bind(setting, 1, 99, 2);
            return spinner;
        });
    }

    @Test
    void itFollowsAndLeads() {
        WholeNumberSpinner spinner = spinner();
        assertThat(spinner.getValue()).isEqualTo(7);
        Fx.run(() -> setting.set(12));
        assertThat(spinner.getValue()).isEqualTo(12);
        assertThat(Fx.get(() -> spinner.getEditor().getText())).isEqualTo("12");
        Fx.run(() -> {
            spinner.getEditor().setText("40");
            spinner.commit();
        });
        assertThat(setting.get()).isEqualTo(40);
        Fx.run(spinner::increment);
        assertThat(setting.get()).isEqualTo(42);
    }

    /** A setting that takes another number than the one typed is shown as it is. */
    @Test
    void whatTheSettingMakesOfItIsShown() {
        WholeNumberSpinner spinner = spinner();
        setting.addListener((property, old, now) -> setting.set(now.intValue() | 1));
        Fx.run(() -> {
            spinner.getEditor().setText("40");
            spinner.commit();
        });
        assertThat(setting.get()).isEqualTo(41);
        assertThat(spinner.getValue()).isEqualTo(41);
        assertThat(Fx.get(() -> spinner.getEditor().getText())).isEqualTo("41");
    }
}

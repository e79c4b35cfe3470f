package io.orograph.network;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Whether the graph, the families of operators and what they are made of need each other one way only. */
class NetworkPackagesTest {

    @Test
    void noTwoPackagesNeedEachOther() {
        slices().matching("io.orograph.(network..)")
                .should()
                .beFreeOfCycles()
                .because("a family can be read and tested with only those that it builds on, and the graph without any")
                .check(new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("io.orograph.network"));
    }
}

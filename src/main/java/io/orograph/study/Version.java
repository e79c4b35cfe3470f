package io.orograph.study;

/** Which version of the program this is. */
public final class Version {

    private Version() {}

    /** The version in the jar's manifest; {@code "development"} when run from classes. */
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}

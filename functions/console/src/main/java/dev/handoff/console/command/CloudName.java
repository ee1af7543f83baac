package dev.handoff.console.command;

/** The clouds, as people write them. */
enum CloudName {
  aws("AWS"),
  oci("Oracle Cloud");

  private final String words;

  CloudName(String words) {
    this.words = words;
  }

  String inWords() {
    return words;
  }
}

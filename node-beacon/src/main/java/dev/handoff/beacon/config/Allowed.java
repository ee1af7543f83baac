package dev.handoff.beacon.config;

import java.nio.file.Path;
import java.util.Set;

/**
 * What a spec may have run on this machine. A spec comes from elsewhere and a beacon is often root,
 * so the machine itself has the last word. An interpreter that is allowed, such as {@code sh}, is
 * as good as everything.
 *
 * @param commands programs, as absolute paths; one that ends with {@code /} allows all programs in
 *     that folder and below
 * @param agents resource agents, as {@code PROVIDER:AGENT}
 * @param agentRoot below which agents are installed, in {@code resource.d/PROVIDER/AGENT}
 */
public record Allowed(Names commands, Names agents, Path agentRoot) {

  /** Where the package {@code resource-agents} puts them. */
  public static final Path AGENT_ROOT = Path.of("/usr/lib/ocf");

  /** Nothing, which is what a machine allows that does not say otherwise. */
  public static final Allowed NOTHING = new Allowed(Names.NONE, Names.NONE, AGENT_ROOT);

  /** Everything: for machines whose spec is written by those who own them. */
  public static final Allowed EVERYTHING = new Allowed(Names.ANY, Names.ANY, AGENT_ROOT);

  /**
   * Names that are allowed.
   *
   * @param any all are, and then {@code names} is empty
   */
  public record Names(boolean any, Set<String> names) {

    public static final Names NONE = new Names(false, Set.of());
    public static final Names ANY = new Names(true, Set.of());

    public Names {
      names = Set.copyOf(names);
    }

    /** These and no others. */
    public static Names of(String... names) {
      return new Names(false, Set.of(names));
    }
  }

  /**
   * Whether a program may be run.
   *
   * @param program absolute; links are not followed, because only root could have made them
   */
  public boolean command(Path program) {
    String path = program.normalize().toString();
    return commands.any()
        || commands.names().contains(path)
        || commands.names().stream().anyMatch(name -> name.endsWith("/") && path.startsWith(name));
  }

  /**
   * Whether an agent may be run.
   *
   * @param agent as {@code PROVIDER:AGENT}
   */
  public boolean agent(String agent) {
    return agents.any() || agents.names().contains(agent);
  }
}

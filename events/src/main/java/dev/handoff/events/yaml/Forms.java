package dev.handoff.events.yaml;

import java.util.regex.Pattern;

/** The forms that texts of a spec may have. The JSON Schema has the same patterns. */
public enum Forms {
  CLUSTER_NAME("[A-Za-z0-9][A-Za-z0-9-]{0,62}", "letters, digits and '-', at most 63"),
  NODE_NAME("[A-Za-z0-9][A-Za-z0-9._-]{0,62}", "letters, digits, '-', '_' and '.', at most 63"),
  NAME("[A-Za-z0-9][A-Za-z0-9_-]{0,62}", "letters, digits, '-' and '_', at most 63"),
  ATTRIBUTE("[A-Za-z_][A-Za-z0-9_.-]{0,62}", "letters, digits, '_', '.' and '-', at most 63"),
  VARIABLE("[A-Za-z_][A-Za-z0-9_]*", "letters, digits and '_', not beginning with a digit"),
  PARAMETER("[A-Za-z0-9_.-]+", "letters, digits, '_', '.' and '-'"),
  INSTANCE("(i-|ocid1\\.instance\\.)\\S+", "an instance: i-… (AWS) or ocid1.instance.… (OCI)"),
  INTERFACE("(eni-|ocid1\\.vnic\\.)\\S+", "an interface: eni-… (AWS) or ocid1.vnic.… (OCI)"),
  ALLOCATION("eipalloc-\\S+", "the id of an Elastic IP's allocation: eipalloc-…"),
  ROUTE_TABLE("(rtb-|ocid1\\.routetable\\.)\\S+", "rtb-… (AWS) or ocid1.routetable.… (OCI)"),
  PUBLIC_IP("ocid1\\.publicip\\.\\S+", "the OCID of a reserved public IP: ocid1.publicip.…"),
  PRIVATE_IP("ocid1\\.privateip\\.\\S+", "the OCID of a private IP: ocid1.privateip.…"),
  UNIT("[A-Za-z0-9@:_.\\\\-]+", "the name of a systemd unit, for example httpd"),
  NIC("[A-Za-z0-9._-]{1,15}", "the name of a network interface, for example ens5"),
  PROGRAM("/\\S+", "an absolute path"),
  AGENT("(ocf:)?[A-Za-z0-9_-]+:[A-Za-z0-9_.-]+", "provider:agent, for example heartbeat:apache"),
  TOPIC(
      "(arn:aws[a-z-]*:sns:|ocid1\\.onstopic\\.)\\S+",
      "an SNS topic (arn:aws:sns:…) or an ONS topic (ocid1.onstopic.…)"),
  PATH("/.*", "an absolute path, for example /run/haproxy.pid"),
  PROCESS("[^/\\s][^/]*", "the name of a program without its path, for example haproxy"),
  SERVER_NAME("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*", "a host name, for example www.example.com"),
  HOST("[A-Za-z0-9:][A-Za-z0-9.:-]*", "the name or address of a host"),
  ANY("(?s).+", "text that is not empty");

  private final Pattern pattern;
  private final String allowed;

  Forms(String regex, String allowed) {
    this.pattern = Pattern.compile(regex);
    this.allowed = allowed;
  }

  /** Whether a text has this form. */
  public boolean matches(String text) {
    return pattern.matcher(text).matches();
  }

  String regex() {
    return pattern.pattern();
  }

  /** What a message says is allowed. */
  public String allowed() {
    return allowed;
  }
}

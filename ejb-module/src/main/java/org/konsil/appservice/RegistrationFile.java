package org.konsil.appservice;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads the YAML that describes an application service. Beside the specification's members it may
 * have {@code org.konsil.server_name}, the hosted domain that the service belongs to.
 */
final class RegistrationFile {
  private static final String DOMAIN = "org.konsil.server_name";

  private final String name;
  private final Map<?, ?> members;

  private RegistrationFile(String name, Map<?, ?> members) {
    this.name = name;
    this.members = members;
  }

  /**
   * @param unlessNamed the domain of a file that names none
   * @throws IllegalArgumentException what is wrong with the file
   */
  static AppService read(Path file, ServerName unlessNamed) {
    String name = file.getFileName().toString();
    try {
      return parse(name, Files.readString(file), unlessNamed);
    } catch (IOException e) {
      throw new IllegalArgumentException(name + ": cannot be read", e);
    }
  }

  static AppService parse(String name, String yaml, ServerName unlessNamed) {
    Object content;
    try {
      content = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    } catch (YAMLException e) {
      throw new IllegalArgumentException(name + ": is no YAML", e);
    }
    if (!(content instanceof Map<?, ?> members)) {
      throw new IllegalArgumentException(name + ": is no registration");
    }
    return new RegistrationFile(name, members).toAppService(unlessNamed);
  }

  private AppService toAppService(ServerName unlessNamed) {
    ServerName domain = text(DOMAIN).map(ServerName::parse).orElse(unlessNamed);
    Map<?, ?> namespaces = members.get("namespaces") instanceof Map<?, ?> given ? given : Map.of();
    return new AppService(
        required("id"),
        text("url").map(this::url),
        domain,
        required("as_token"),
        required("hs_token"),
        UserId.of(required("sender_localpart"), domain),
        namespaces(namespaces, "users"),
        namespaces(namespaces, "aliases"),
        namespaces(namespaces, "rooms"),
        protocols(),
        !Boolean.FALSE.equals(members.get("rate_limited")),
        Boolean.TRUE.equals(members.get("receive_ephemeral"))
            || Boolean.TRUE.equals(members.get("de.sorunome.msc2409.push_ephemeral")));
  }

  private List<Namespace> namespaces(Map<?, ?> all, String kind) {
    List<Namespace> read = new ArrayList<>();
    for (Object entry : all.get(kind) instanceof List<?> list ? list : List.of()) {
      if (!(entry instanceof Map<?, ?> space) || !(space.get("regex") instanceof String regex)) {
        throw wrong("a namespace of " + kind + " has no regex");
      }
      read.add(new Namespace(pattern(regex), Boolean.TRUE.equals(space.get("exclusive"))));
    }
    return List.copyOf(read);
  }

  private Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(name + ": \"" + regex + "\" is no regex", e);
    }
  }

  private Set<String> protocols() {
    Set<String> names = new HashSet<>();
    if (members.get("protocols") instanceof List<?> list) {
      list.forEach(protocol -> names.add(String.valueOf(protocol)));
    }
    return Set.copyOf(names);
  }

  private URI url(String text) {
    try {
      URI url = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (url.getHost() != null && Set.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": the url is malformed", e);
    }
    throw wrong("the url is no http or https address");
  }

  private String required(String member) {
    return text(member).orElseThrow(() -> wrong(member + " is missing"));
  }

  /** A text; a number counts as one, because YAML reads unquoted digits so. */
  private Optional<String> text(String member) {
    Object value = members.get(member);
    return value instanceof String || value instanceof Number
        ? Optional.of(value.toString()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(name + ": " + what);
  }
}

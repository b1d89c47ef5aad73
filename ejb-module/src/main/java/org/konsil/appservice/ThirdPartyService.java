package org.konsil.appservice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.konsil.core.error.MatrixException;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.Json;

/**
 * Networks that application services bridge to (client-server API, "Third-party networks"): the
 * services of the caller's domain are asked anew each time.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ThirdPartyService {
  @Inject private AppServices services;
  @Inject private AppServiceCalls calls;

  /** What is known of every network, by its name. */
  public ObjectNode protocols(ServerName domain) {
    Set<String> names = new TreeSet<>();
    of(domain).forEach(service -> names.addAll(service.protocols()));
    ObjectNode protocols = Json.object();
    for (String name : names) {
      findProtocol(domain, name).ifPresent(protocol -> protocols.set(name, protocol));
    }
    return protocols;
  }

  /**
   * @throws MatrixException M_NOT_FOUND for a network that nobody bridges to
   */
  public ObjectNode protocol(ServerName domain, String name) {
    return findProtocol(domain, name)
        .orElseThrow(() -> MatrixException.notFound("Unknown network"));
  }

  /** As its first bridge describes it, with the instances of all. */
  private Optional<ObjectNode> findProtocol(ServerName domain, String name) {
    ObjectNode first = null;
    ArrayNode instances = Json.object().arrayNode();
    for (AppService service : bridges(domain, name)) {
      for (JsonNode answer :
          calls.thirdParty(
              List.of(service), "protocol/" + AppServiceCalls.encoded(name), Map.of())) {
        if (answer instanceof ObjectNode protocol) {
          first = first == null ? protocol : first;
          named(service, protocol.path("instances")).forEach(instances::add);
        }
      }
    }
    return Optional.ofNullable(first).map(protocol -> protocol.set("instances", instances));
  }

  /** The instances of a service, each with the id that it has on this server. */
  private static List<ObjectNode> named(AppService service, JsonNode instances) {
    List<ObjectNode> named = new ArrayList<>();
    for (JsonNode instance : instances) {
      if (instance instanceof ObjectNode one && one.path("network_id").isTextual()) {
        named.add(one.put("instance_id", service.instanceId(one.path("network_id").asText())));
      }
    }
    return named;
  }

  /**
   * Users or locations of a network.
   *
   * @param kind user or location
   * @throws MatrixException M_NOT_FOUND when there are none
   */
  public ArrayNode ofProtocol(
      ServerName domain, String kind, String name, Map<String, String> fields) {
    return found(ask(domain, name, kind + "/" + AppServiceCalls.encoded(name), fields));
  }

  /** Users or locations that a Matrix user or alias stands for; errors as before. */
  public ArrayNode ofMatrix(ServerName domain, String kind, Map<String, String> identifier) {
    List<AppService> bridges =
        of(domain).stream().filter(service -> !service.protocols().isEmpty()).toList();
    return found(calls.thirdParty(bridges, kind, identifier));
  }

  private List<JsonNode> ask(
      ServerName domain, String protocol, String path, Map<String, String> fields) {
    return calls.thirdParty(bridges(domain, protocol), path, fields);
  }

  private List<AppService> bridges(ServerName domain, String protocol) {
    return of(domain).stream().filter(service -> service.protocols().contains(protocol)).toList();
  }

  private List<AppService> of(ServerName domain) {
    return services.all().stream().filter(service -> service.domain().equals(domain)).toList();
  }

  private static ArrayNode found(List<JsonNode> answers) {
    ArrayNode all = Json.object().arrayNode();
    answers.stream().filter(JsonNode::isArray).forEach(list -> list.forEach(all::add));
    if (all.isEmpty()) {
      throw MatrixException.notFound("Nothing was found");
    }
    return all;
  }
}

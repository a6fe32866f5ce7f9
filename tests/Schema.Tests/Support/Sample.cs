using System.Text.Json.Nodes;
using CanaryMesh.Api.Tests.Support;
using CanaryMesh.Webhook.Checking;

namespace CanaryMesh.Schema.Tests.Support;

/// <summary>The smallest object that has a value at a leaf and is legal for Flagger's own schema.</summary>
internal static class Sample
{
    private const string Canary =
        """{"spec":{"targetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"},"analysis":{"interval":"1m","threshold":5,"stepWeight":10}}}""";

    private const string ByIterations = """{"spec":{"analysis":{"stepWeight":null,"iterations":7}}}""";
    private const string BuiltIn = """{"spec":{"analysis":{"metrics":[{"name":"request-success-rate"}]}}}""";
    private const string Limited = """{"spec":{"analysis":{"metrics":[{"threshold":5}]}}}""";
    private const string Balanced = """{"spec":{"service":{"trafficPolicy":{"loadBalancer":{"simple":"ROUND_ROBIN"}}}}}""";
    private const string Hashed = """{"spec":{"service":{"trafficPolicy":{"loadBalancer":{"consistentHash":{"httpHeaderName":"x"}}}}}}""";
    private const string Secure = """{"spec":{"analysis":{"sessionAffinity":{"secure":true}}}}""";
    private const string Copied = """{"spec":{"service":{"mirror":[{"backendRef":{"port":80}}]}}}""";
    private const string Attached = """{"spec":{"service":{"gatewayRefs":[{"name":"public"}]}}}""";
    private const string Prometheus = """{"spec":{"provider":{"type":"prometheus","address":"https://p.example"},"query":"up"}}""";
    private const string Slack = """{"spec":{"type":"slack","address":"https://s.example/hook"}}""";

    // What a leaf needs around it to mean something.
    private static readonly Dictionary<string, string> Around = new(StringComparer.Ordinal)
    {
        ["spec.provider"] = ByIterations,
        ["spec.analysis.iterations"] = """{"spec":{"analysis":{"stepWeight":null}}}""",
        ["spec.analysis.stepWeights[]"] = """{"spec":{"analysis":{"stepWeight":null}}}""",
        ["spec.analysis.mirrorWeight"] = """{"spec":{"analysis":{"mirror":true}}}""",
        ["spec.analysis.metrics[].interval"] = BuiltIn,
        ["spec.analysis.metrics[].threshold"] = BuiltIn,
        ["spec.analysis.metrics[].thresholdRange.min"] = BuiltIn,
        ["spec.analysis.metrics[].thresholdRange.max"] = BuiltIn,
        ["spec.analysis.metrics[].query"] = Limited,
        ["spec.analysis.metrics[].templateRef.name"] = Limited,
        ["spec.analysis.metrics[].templateRef.namespace"] = Limited,
        ["spec.analysis.metrics[].templateVariables.*"] = """{"spec":{"analysis":{"metrics":[{"name":"own","threshold":5,"query":"up"}]}}}""",
        ["spec.analysis.sessionAffinity.sameSite"] = Secure,
        ["spec.analysis.sessionAffinity.partitioned"] = Secure,
        ["spec.analysis.sessionAffinity.primaryCookieName"] = """{"spec":{"analysis":{"sessionAffinity":{"cookieName":"own"}}}}""",
        ["spec.service.rewrite.type"] = """{"spec":{"service":{"rewrite":{"uri":"/new"},"match":[{"uri":{"prefix":"/old"}}]}}}""",
        ["spec.service.mirror[].backendRef.name"] = Copied,
        ["spec.service.mirror[].backendRef.kind"] = Copied,
        ["spec.service.mirror[].backendRef.namespace"] = Copied,
        ["spec.service.trafficPolicy.loadBalancer.consistentHash.minimumRingSize"] = Hashed,
        ["spec.service.trafficPolicy.loadBalancer.warmupDurationSecs"] = Balanced,
        ["spec.provider.type"] = """{"spec":{"provider":{"address":"https://127.0.0.1:9"},"query":"shop/some"}}""",
        ["spec.service.unmanagedMetadata.labels[]"] = """{"spec":{"service":{"apex":{"labels":{"some":"a","other":"b"}}}}}""",
        ["spec.secretRef.name"] = """{"spec":{"address":null}}""",
    };

    /// <summary>The object, if need be with a provider that it names.</summary>
    public static JsonObject Of(Leaf leaf, JsonNode? value, string? provider = null)
    {
        var thing = new JsonObject { ["apiVersion"] = "flagger.app/v1beta1", ["kind"] = leaf.Kind, ["metadata"] = new JsonObject { ["name"] = "some", ["namespace"] = "shop" } };
        Merge(thing, leaf.Kind switch { "Canary" => Canary, "MetricTemplate" => Prometheus, _ => Slack });
        if ((provider ?? (leaf.Path == "spec.provider" ? LeafValues.Text(value ?? "") : null)) is Providers.GatewayApi)
        {
            Merge(thing, Attached);
        }

        if (value is not null)
        {
            JsonMerge.Into(thing, (JsonObject)JsonMerge.At(leaf.Path, value.DeepClone()));
        }

        if (provider is not null)
        {
            thing["spec"]!["provider"] = provider;
        }

        Merge(thing, Around.GetValueOrDefault(leaf.Path) ?? (leaf.Path.Contains(".localityLbSetting.", StringComparison.Ordinal) ? Balanced : null));
        Fill(Crd.Flagger(leaf.Kind).Schema, thing, leaf.Kind, "");
        // As it comes over the wire.
        return JsonNode.Parse(thing.ToJsonString())!.AsObject();
    }

    public static IReadOnlyList<string> Faults(Leaf leaf, JsonObject thing) => SchemaValidator.Faults(Crd.Flagger(leaf.Kind).Schema, thing, strict: false);

    private static void Merge(JsonObject thing, string? part)
    {
        if (part is not null)
        {
            JsonMerge.Into(thing, JsonNode.Parse(part)!.AsObject());
        }
    }

    // What the schema demands beside the leaf.
    private static void Fill(JsonNode schema, JsonNode? value, string kind, string path)
    {
        if (value is JsonArray items)
        {
            foreach (var item in items)
            {
                Fill(schema["items"]!, item, kind, path + "[]");
            }
        }

        if (value is not JsonObject members)
        {
            return;
        }

        foreach (var name in (schema["required"] as JsonArray ?? []).Select(name => (string)name!).Where(name => !members.ContainsKey(name)))
        {
            var inner = $"{path}.{name}"[1..];
            members[name] = schema["properties"]![name]!["type"]?.ToString() is "object" ? new JsonObject() : LeafValues.Beside(Leaf.At(kind, inner));
        }

        foreach (var (name, member) in members)
        {
            if ((schema["properties"]?[name] ?? schema["additionalProperties"]) is { } inner)
            {
                Fill(inner, member, kind, $"{path}.{(schema["properties"]?[name] is null ? "*" : name)}");
            }
        }
    }
}

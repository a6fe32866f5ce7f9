using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Configuration;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using CanaryMesh.Api.Steering;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.FlaggerDefects;

/// <summary>Objects that Flagger copies, hashes or remembers wrongly. Tests are named after its defects.</summary>
public sealed class ObjectDefectTests
{
    // The SHA-256 of the template as canonical JSON: no library's version has a say in it.
    private const string Known = "v1:a6b524ab10dd0b94d80ef9cb3524d17ad4ae4f2b755d5ed2dad4bb26db9408d7";

    [Fact]
    public void FB10_ServiceThatIsSteeredAgain_KeepsTheOriginalThatWasSavedFirst()
    {
        var service = Thing.Service();
        for (var port = 80; port < 83; port++)
        {
            foreach (var (_, patch) in Steer(service))
            {
                service.Annotate(AnnotationNames.Steering, patch.Annotation(AnnotationNames.Steering)!);
            }

            Assert.Equal((80, 8080), SteeringRecord.Parse(service.Annotation(AnnotationNames.Steering))!.Ports.Select(each => (each.Port, each.From)).First());
            Made(service["spec"]!["ports"]!.AsArray(), port + 1);
        }
    }

    [Fact]
    public async Task FB15_BinaryContentOfAConfigMap_IsHashedAndCopied()
    {
        var source = Thing.Json("""{ "metadata": { "name": "keys", "namespace": "shop", "uid": "m0" }, "data": { "a": "1" }, "binaryData": { "b": "AAEC" } }""");
        var other = source.DeepClone().AsObject();
        other["binaryData"]!["b"] = "AAED";
        var hash = ConfigContent.Hash(source);
        var api = new RecordingApi { Answer = call => call == "get configmaps/keys" ? new(200, source, "", "") : call.StartsWith("get", StringComparison.Ordinal) ? new(404, null, "NotFound", "") : null };

        var result = await new SnapshotActions(api, new(api, "canarymesh-system")).EnsureAsync(World(), new Dictionary<string, string> { ["configmap/keys"] = hash }, false, CancellationToken.None);

        Assert.True(result.Ok);
        Assert.True(JsonNode.DeepEquals(source["binaryData"], Assert.Single(api.Made)["binaryData"]));
        Assert.NotEqual(hash, ConfigContent.Hash(other));
    }

    [Fact]
    public void FB16_HashOfATemplate_IsThatOfItsTextAlone()
    {
        var unordered = Thing.Json("""
            { "spec": { "containers": [ { "ports": [ { "protocol": "TCP", "containerPort": 8080, "name": "http" } ], "image": "v1", "name": "app" } ] },
              "metadata": { "labels": { "tier": "front", "app": "web" } } }
            """);
        var withAField = Thing.Template("v1");
        withAField["spec"]!["fieldOfANewerKubernetes"] = true;

        Assert.Equal(Known, Thing.HashOf("v1"));
        Assert.Equal(Known, TemplateHash.Of(unordered, Thing.Restarts).Value);
        Assert.NotEqual(Known, TemplateHash.Of(withAField, Thing.Restarts).Value);
        Assert.False(TemplateHash.TryParse("5f9c6d7b8", out _));
    }

    // What the steer entry makes of the ports, and one that the team adds.
    private static void Made(JsonArray ports, int added)
    {
        foreach (var port in ports)
        {
            port!["targetPort"] = "http";
        }

        ports.Add(new JsonObject { ["name"] = $"p{added}", ["port"] = added, ["targetPort"] = 8080 });
    }

    private static List<(string Service, JsonObject Patch)> Steer(JsonObject service)
    {
        var template = Thing.Template("v1");
        return [.. ServicePatches.Steer(SteeringReader.Ports([service], template, PortPlanner.Plan(template, [service], [], null).Plan))];
    }

    private static RolloutWorld World() => new()
    {
        Canary = Thing.Canary(),
        Target = Thing.Deployment(),
        Seen = new() { ObservedAt = DateTimeOffset.UnixEpoch, Key = new("shop", "web"), Spec = SpecReader.ForLeaving(Thing.Canary()), Status = new() },
    };
}

using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Plans;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

/// <summary>An API server with one Secret, and whoever looks at it.</summary>
internal sealed class SecretWorld
{
    public static readonly byte[] Key = [.. Enumerable.Repeat((byte)7, 32)];

    public SecretWorld()
    {
        Api.Answer = Answer;
        Directory = new(Api, new(Api, "canarymesh-system"), Time, NullLogger<SecretDirectory>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    public RecordingApi Api { get; } = new();

    public SecretDirectory Directory { get; }

    /// <summary>Null: there is none.</summary>
    public JsonObject? Secret { get; set; } = Of("one", "pin");

    /// <summary>What a look at the snapshot finds; null: there is none.</summary>
    public JsonObject? Snapshot { get; set; }

    public int Code { get; set; } = 200;

    public string? Hash => Secret is null ? null : PinnedSecret.Hash("shop", "login", Secret, Key);

    public static JsonObject Of(string word, string? tracking = null, string version = "1", string type = "Opaque") => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = "login",
            ["namespace"] = "shop",
            ["resourceVersion"] = version,
            ["annotations"] = tracking is null ? [] : new JsonObject { [AnnotationNames.ConfigTracking] = tracking },
        },
        ["type"] = type,
        ["data"] = new JsonObject { ["word"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(word)) },
    };

    public static JsonObject SnapshotOf(string name, string? manager = OurLabels.CanaryMesh, string owner = "ConfigMap") => new()
    {
        ["metadata"] = new JsonObject
        {
            ["labels"] = new JsonObject { [OurLabels.ManagedBy] = manager },
            ["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = owner, ["name"] = name }),
        },
    };

    public static JsonObject Template(params (string Key, string Hash)[] config)
    {
        var template = Thing.Template("v1");
        template["spec"]!["containers"]![0]!["envFrom"] = new JsonArray(new JsonObject { ["secretRef"] = new JsonObject { ["name"] = "login" } });
        PlannedTemplate.Apply(template, new()
        {
            V = 1,
            Ports = [new() { Name = "http", App = 8080, Split = 14080, Direct = 14180, Container = "app" }],
            Config = config.ToDictionary(each => each.Key, each => each.Hash),
        });
        return template;
    }

    public async Task LookAsync(TimeSpan? after = null, params (string Key, string Hash)[] config)
    {
        Time.Advance(after ?? TimeSpan.Zero);
        await Directory.LookAsync("shop", Template(config), CancellationToken.None);
    }

    private KubeResult? Answer(string call) => call switch
    {
        "get secrets/canarymesh-pin-key" => new(200, new() { ["data"] = new JsonObject { ["key"] = Convert.ToBase64String(Key) } }, "", ""),
        "get secrets/login metadata" => Found(Secret is null ? null : new() { ["metadata"] = Secret["metadata"]!.DeepClone() }),
        "get secrets/login" => Found((JsonObject?)Secret?.DeepClone()),
        _ when call.StartsWith("get secrets/login-", StringComparison.Ordinal) => Found(Snapshot),
        _ => null,
    };

    private KubeResult Found(JsonObject? thing) => Code != 200 ? new(Code, null, "", "") : thing is null ? new(404, null, "NotFound", "") : new(200, thing, "", "");
}

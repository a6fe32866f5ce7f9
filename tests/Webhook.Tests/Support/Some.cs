using System.Text.Json.Nodes;
using CanaryMesh.Webhook.Admission;
using CanaryMesh.Webhook.Configuration;
using CanaryMesh.Webhook.Injection;

namespace CanaryMesh.Webhook.Tests.Support;

/// <summary>Objects whose details do not matter to the test that uses them.</summary>
internal static class Some
{
    public const string Plan = """{"v":1,"ports":[{"name":"http","app":8080,"split":14080,"direct":14180,"container":"app"}],"config":{}}""";

    public static readonly Surroundings Surroundings = new()
    {
        Namespace = "canarymesh-system",
        SettingsFolder = "",
        Addresses = ["127.0.0.1"],
        Port = 0,
        AdminPort = 0,
        Quiet = TimeSpan.FromMilliseconds(1),
    };

    public static readonly WebhookSettings Settings = new() { ProxyImage = "registry.example/proxy@sha256:0123", NativeSidecar = "true" };

    public static readonly InjectionSettings Injection =
        new(Settings, "https://10.96.0.9:14010", "canarymesh-control.canarymesh-system.svc", "-----BEGIN CERTIFICATE-----\nfloor\n-----END CERTIFICATE-----\n", "0.1.0") { DrainKey = "a key of the tests"u8.ToArray() };

    public static JsonObject Parse(string json) => (JsonObject)JsonNode.Parse(json)!;

    public static JsonObject Pod(string plan = Plan) => Parse("""
        {"apiVersion":"v1","kind":"Pod","metadata":{"generateName":"web-5d8f-","namespace":"shop",
          "labels":{"app":"web","canary.footanalytics.io/track":"primary"},"annotations":{}},
         "spec":{"containers":[{"name":"app","image":"web:1","resources":{},"ports":[{"name":"http","containerPort":8080,"protocol":"TCP"}],
           "readinessProbe":{"httpGet":{"path":"/ready","port":"http","scheme":"HTTP"}}}],
          "restartPolicy":"Always","terminationGracePeriodSeconds":30}}
        """).With(pod => pod["metadata"]!["annotations"]!["canary.footanalytics.io/plan"] = plan);

    public static JsonObject Deployment(string image = "web:1") => Parse("""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web","namespace":"shop","annotations":{}},
         "spec":{"replicas":4,"revisionHistoryLimit":10,"selector":{"matchLabels":{"app":"web"}},
          "strategy":{"type":"RollingUpdate","rollingUpdate":{"maxUnavailable":"25%","maxSurge":"25%"}},
          "template":{"metadata":{"labels":{"app":"web"}},
           "spec":{"containers":[{"name":"app","image":"IMAGE","ports":[{"name":"http","containerPort":8080,"protocol":"TCP"}]}]}}},
         "status":{"readyReplicas":4}}
        """.Replace("IMAGE", image, StringComparison.Ordinal));

    /// <summary>A target with its marks on.</summary>
    public static JsonObject Managed(string image = "web:1") => Deployment(image).With(deployment =>
    {
        deployment["metadata"]!["annotations"]!["canary.footanalytics.io/enabled"] = "true";
        deployment["metadata"]!["annotations"]!["canary.footanalytics.io/managed"] = "true";
        var metadata = deployment["spec"]!["template"]!["metadata"]!;
        metadata["labels"]!["canary.footanalytics.io/track"] = "primary";
        metadata["annotations"] = new JsonObject { ["canary.footanalytics.io/plan"] = Plan };
    });

    public static JsonObject Service(string ports, string name = "web", string extra = "") => Parse($$$"""
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"{{{name}}}","namespace":"shop","annotations":{}},
         "spec":{"clusterIP":"10.96.0.20","selector":{"app":"web"}{{{extra}}},"ports":[{{{ports}}}] } }
        """);

    public static AdmissionRequest Request(string operation, JsonObject? current, JsonObject? old = null, string user = "jane", bool dryRun = false) => new()
    {
        Uid = "705ab4f5-6393-11e8-b7cc-42010a800002",
        Operation = operation,
        Namespace = "shop",
        Name = "web",
        UserName = user,
        FieldManager = "kubectl",
        DryRun = dryRun,
        Object = current,
        OldObject = old,
    };

    public static JsonObject With(this JsonObject thing, Action<JsonObject> change)
    {
        change(thing);
        return thing;
    }

    public static JsonObject Copy(this JsonObject thing, Action<JsonObject> change) => ((JsonObject)thing.DeepClone()).With(change);

    public static void Annotate(this JsonObject thing, string name, string? value)
    {
        var annotations = (JsonObject)thing["metadata"]!["annotations"]!;
        if (value is null)
        {
            annotations.Remove("canary.footanalytics.io/" + name);
        }
        else
        {
            annotations["canary.footanalytics.io/" + name] = value;
        }
    }
}

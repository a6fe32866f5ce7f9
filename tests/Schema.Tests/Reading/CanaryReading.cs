using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Alerts;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Applying;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Analyzer.Routing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;
using CanaryMesh.Webhook.Tests.Support;

namespace CanaryMesh.Schema.Tests.Reading;

/// <summary>All that the analyzer makes of a Canary, as one text: what it plans with, what it asks metric sources, whom it tells, and the
/// Services that it makes and keeps.</summary>
internal static class CanaryReading
{
    public static string Of(JsonObject thing)
    {
        var (canary, spec, faults) = SpecReader.Read(thing, TimeSpan.FromSeconds(5));
        Assert.Empty(faults);
        return string.Join('\n', [JsonSerializer.Serialize(spec), Splits(thing), .. Queries(canary!, spec!), .. Receivers(thing), .. Services(thing), $"{Scaler(thing)}"]);
    }

    // In a cluster that serves everything, of pods that are in no mesh.
    private static string Splits(JsonObject thing) => $"{ProviderChooser.Choose(new() { Asked = thing.Text("spec", "provider"), Serves = _ => true }).Choice?.Kind}";

    private static IEnumerable<string> Queries(Canary canary, RolloutSpec spec)
    {
        var world = new RolloutWorld { Canary = [], Seen = new() { ObservedAt = default, Key = new("shop", "web"), Spec = spec, Status = new() } };
        var queries = TrialQueries.Of(world, canary, "abc");
        var values = queries.Values(new MetricCheck("own", CheckKind.Query, null, null, TimeSpan.FromMinutes(1)));
        return [$"{queries.Server}", $"{values.Service} {values.Ingress} {values.Route}"];
    }

    private static IEnumerable<string> Receivers(JsonObject thing) => Enum.GetValues<AlertSeverity>()
        .Select(severity => string.Join(' ', AlertDesk.Receivers(new("shop", "web"), thing["spec"]!["analysis"]!["alerts"]?.AsArray().OfType<JsonObject>() ?? [], severity)));

    // Of a namespace that has none: one that is named is missed.
    private static string? Scaler(JsonObject thing) =>
        ScalerReader.Read(new StillCache(KubeKind.HorizontalPodAutoscalers, []), thing, new("shop", "web"), "web").Fault;

    private static IEnumerable<string> Services(JsonObject thing)
    {
        var target = Some.Deployment().With(deployment =>
        {
            deployment["metadata"]!["uid"] = "d1";
            deployment["spec"]!["template"]!["spec"]!["containers"]![0]!["ports"]!.AsArray().Add(new JsonObject { ["name"] = "metrics", ["containerPort"] = 9797 });
        });
        thing["metadata"]!["uid"] = "c1";
        var apex = ApexBuilder.Build(thing, target);
        JsonObject[] sides = [.. new[] { AnnotationNames.Primary, AnnotationNames.Canary }.Select(track => SupportBuilder.Build(target, thing, track, SupportBuilder.PrimarySelector(target), []))];
        return [$"{apex?.ToJsonString()}", .. sides.Select(side => side.ToJsonString()), $"{Unmanaged(thing)}"];
    }

    // Labels and annotations are written to a Service that is there, but for those that others own.
    private static string Unmanaged(JsonObject thing)
    {
        var all = (JsonObject)thing.DeepClone();
        if (all["spec"]!["service"] is JsonObject service)
        {
            service["apex"] = JsonNode.Parse("""{"labels":{"some":"a","other":"b"},"annotations":{"some":"c","other":"d"}}""");
        }

        return ApexBuilder.Metadata(ServiceRequest.Of(all)).Patch().ToJsonString();
    }
}

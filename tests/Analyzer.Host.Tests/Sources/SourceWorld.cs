using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Host.Tests.Applying;
using CanaryMesh.Analyzer.Host.Tests.Kubernetes;
using CanaryMesh.Analyzer.Host.Tests.Observing;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Analyzer.Rollouts;
using CanaryMesh.Api.Queries;
using Microsoft.Extensions.Time.Testing;

namespace CanaryMesh.Analyzer.Host.Tests.Sources;

/// <summary>A canary at its first weight for an hour, and a metrics server on loopback that gives what the test says.</summary>
public abstract class SourceWorld : IAsyncLifetime
{
    private TemplateTexts? _texts;

    internal FakeTimeProvider Time { get; } = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    internal RecordingApi Api { get; } = new();

    internal CountHistory History { get; } = new();

    internal FakeApiServer Server { get; private set; } = null!;

    internal List<string> Asked { get; } = [];

    internal Dictionary<string, string> Headers { get; private set; } = [];

    internal List<JsonObject> Templates { get; } = [];

    internal InstallationSettings Settings { get; set; } = new(null);

    internal TemplateTexts Texts => _texts ??= new(Server.Connection.Address);

    public async Task InitializeAsync()
    {
        Server = await FakeApiServer.StartAsync();
        Gives("""[{"metric":{},"value":[1,"42"]}]""");
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    internal void Gives(string vector) => Answers(200, $$"""{"status":"success","data":{"resultType":"vector","result":{{vector}} } }""");

    internal void Answers(int code, string body) => Server.Answer = request =>
    {
        lock (Asked)
        {
            Asked.Add(request.Query["query"].FirstOrDefault() ?? request.Path + request.QueryString.Value);
            Headers = request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        }

        return (code, body);
    };

    internal static MetricCheck Inline(string query) => new("own", CheckKind.Query, null, 90, TimeSpan.FromMinutes(2)) { Query = query, Interval = "2m" };

    internal static MetricCheck Of(string template, string ns = "shop") => new("gpu", CheckKind.Template, null, 90, TimeSpan.FromMinutes(2)) { Template = new(ns, template), Interval = "2m" };

    internal async Task<CheckReading> ReadAsync(MetricCheck check) => (await ReadAsync([check])).Single();

    internal Task<IReadOnlyList<CheckReading>> ReadAsync(IReadOnlyList<MetricCheck> checks, Uri? server = null, TimeSpan? running = null) =>
        Source().ReadAsync(Seen(checks, running ?? TimeSpan.FromHours(1)), Trial(server ?? Server.Connection.Address), CancellationToken.None);

    internal RolloutObservation Seen(IReadOnlyList<MetricCheck> checks, TimeSpan running) => new()
    {
        ObservedAt = Time.GetUtcNow(),
        Key = new("shop", "web"),
        Spec = new() { Target = "web", Interval = TimeSpan.FromSeconds(10), Threshold = 3, Steps = new(10, 50, []), Checks = checks },
        Status = new() { Phase = RolloutPhase.Progressing, Weight = 10, FirstWeightAt = Time.GetUtcNow() - running },
    };

    internal static TrialQueries Trial(Uri? server) => new("abc", server, check => QueryValues.Sample with
    {
        Interval = check.Interval, Variables = check.Variables, PrimarySets = ["web-7d9f"],
    });

    private CheckSource? _source;

    internal CheckSource Source() => _source ??= CheckSources.Of(StillCacheOf(), Api, null, History, Settings, Time);

    // The list is looked at anew, as a cache is.
    private ClusterCaches StillCacheOf() => StillCache.Of() with { MetricTemplates = new ListCache(Templates) };
}

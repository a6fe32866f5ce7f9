using CanaryMesh.Document.Tests.Seed;
using CanaryMesh.Document.Tests.Stage;

namespace CanaryMesh.Document.Tests.Stories;

/// <summary>The ML pipeline of the document with its Canary, its templates and its validation, through one good version, one whose GPUs are
/// too busy, and one that its script refuses. Minutes are two seconds here, and the checks whose templates the document does not show have those of the README.</summary>
internal static class PipelineStory
{
    private const string InferenceLatency = "        templateRef: {name: inference-latency, namespace: flagger-system}\n";

    private static readonly Lazy<Task<(PipelineTrial Good, PipelineTrial Busy, PipelineTrial Bad)>> All = new(JudgeAsync);

    public static Task<(PipelineTrial Good, PipelineTrial Busy, PipelineTrial Bad)> JudgedAsync() => All.Value;

    private static async Task<(PipelineTrial Good, PipelineTrial Busy, PipelineTrial Bad)> JudgeAsync()
    {
        var stage = await DocumentCluster.StartedAsync();
        await stage.Shell.ApplyAsync(FlaggerDocument.Block("Metric Templates"));
        await stage.Shell.ApplyAsync(string.Join("---\n", Template("model-accuracy", "model_accuracy"), Template("inference-latency", "inference_latency_milliseconds")));
        var app = await DocumentApp.StartAsync("ai-processing", "ml-pipeline", 8000, _ => Canary());
        await app.TryOutAsync("2");
        await app.PhaseAsync("Succeeded");
        var good = await PipelineTrial.OfAsync(app);
        stage.Exporter.GpuUtilization = 97;
        var busy = await RefusedAsync(app, "6");
        stage.Exporter.GpuUtilization = 75;
        return (good, busy, await RefusedAsync(app, "5"));
    }

    private static async Task<PipelineTrial> RefusedAsync(DocumentApp app, string version)
    {
        await app.TryOutAsync(version);
        await app.PhaseAsync("Failed");
        return await PipelineTrial.OfAsync(app);
    }

    private static string Canary() => (FlaggerDocument.Block("ML Pipeline Canary") + InferenceLatency
        + Fragments.Indented(Fragments.Items(FlaggerDocument.Block("GPU Utilization")) + Fragments.Items(FlaggerDocument.Block("Model Accuracy")), 4)
        + Fragments.Indented(FlaggerDocument.Block("ML Model Validation"), 4))
        .Replace("interval: 1m", "interval: 2s", StringComparison.Ordinal).Replace("interval: 2m", "interval: 2s", StringComparison.Ordinal)
        .Replace("interval: 3m", "interval: 2s", StringComparison.Ordinal).Replace("interval: 5m", "interval: 2s", StringComparison.Ordinal);

    private static string Template(string name, string series) => $$$$"""
        apiVersion: flagger.app/v1beta1
        kind: MetricTemplate
        metadata: {name: {{{{name}}}}, namespace: flagger-system}
        spec:
          provider: {type: prometheus, address: "http://prometheus-server.monitoring:80"}
          query: avg({{{{series}}}}{namespace="{{ namespace }}", pod=~"{{ target }}-canary-.*"})

        """;
}

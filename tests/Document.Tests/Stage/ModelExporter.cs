using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace CanaryMesh.Document.Tests.Stage;

/// <summary>What exporters of GPUs and models tell of the ML pipeline's copy: this machine has none.</summary>
internal sealed class ModelExporter
{
    private const string Pod = """{namespace="ai-processing",pod="ml-pipeline-canary-7d9c"}""";

    public double GpuUtilization { get; set; } = 75;

    public Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain; version=0.0.4";
        return context.Response.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"nvidia_gpu_utilization_gpu{Pod} {GpuUtilization}\nmodel_accuracy{Pod} 92\ninference_latency_milliseconds{Pod} 120\n"));
    }
}

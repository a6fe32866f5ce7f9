using CanaryMesh.Document.Tests.Seed;
using CanaryMesh.Document.Tests.Stage;
using CanaryMesh.Document.Tests.Stories;

namespace CanaryMesh.Document.Tests.Chapters;

public sealed class MetricTests
{
    [BlockFact("Success Rate")]
    public async Task SuccessRate_BelowItsMinimum_RefusesAVersion()
    {
        var (check, _) = await ChecksStory.RefusedAsync();

        Assert.Equal("Failed", (string?)check["verdict"]);
        Assert.InRange((double)check["value"]!, 40, 98.99);
    }

    [BlockFact("Request Duration")]
    public async Task RequestDuration_AboveItsMaximumInMilliseconds_RefusesAVersion()
    {
        var (_, check) = await ChecksStory.RefusedAsync();

        Assert.Equal("Failed", (string?)check["verdict"]);
        Assert.InRange((double)check["value"]!, 200.01, 30_000);
    }

    [BlockFact("GPU Utilization")]
    public async Task GpuUtilization_OutsideOfItsRange_RefusesAVersionAndWithinPasses()
    {
        var (good, busy, _) = await PipelineStory.JudgedAsync();

        Assert.Equal((75, "Passed"), ((int)good.Check("gpu-utilization")["value"]!, (string?)good.Check("gpu-utilization")["verdict"]));
        Assert.Equal((97, "Failed"), ((int)busy.Check("gpu-utilization")["value"]!, (string?)busy.Check("gpu-utilization")["verdict"]));
        Assert.Equal(("Failed", "ChecksFailed"), ((string?)busy.Status["phase"], (string?)busy.Status["reason"]));
        Assert.StartsWith("gpu-utilization 97 is above 90", (string?)busy.Status["message"], StringComparison.Ordinal);
    }

    [BlockFact("Model Accuracy")]
    public async Task ModelAccuracy_WithATemplateOfItsName_Passes()
    {
        Assert.Contains("MetricTemplate", Readme.Instead("Model Accuracy"), StringComparison.Ordinal);

        var (good, _, _) = await PipelineStory.JudgedAsync();

        Assert.Equal((92, "Passed"), ((int)good.Check("model-accuracy")["value"]!, (string?)good.Check("model-accuracy")["verdict"]));
    }

    [BlockFact("Metric Templates")]
    public async Task Template_AsShown_AsksForThePodsOfTheCopy()
    {
        var (good, _, _) = await PipelineStory.JudgedAsync();

        var query = string.Concat(((string)good.Check("gpu-utilization")["query"]!).Where(each => !char.IsWhiteSpace(each)));
        Assert.Equal("""avg(nvidia_gpu_utilization_gpu{namespace="ai-processing",pod=~"ml-pipeline-canary-.*"})""", query);
    }
}

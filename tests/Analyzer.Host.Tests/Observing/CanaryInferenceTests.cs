using System.Text.Json;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Resources;
using CanaryMesh.Api.Resources.Canaries;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Host.Tests.Observing;

public class CanaryInferenceTests
{
    [Fact]
    public void Spec_WithoutSettings_IsTheDefault()
    {
        var spec = CanaryInference.Spec(Thing.Deployment());

        Assert.Equal(("web", "15s", 3, 10, 50), (spec.TargetRef.Name, spec.Analysis.Interval, spec.Analysis.Threshold, spec.Analysis.StepWeight, spec.Analysis.MaxWeight));
        Assert.Equal((99m, 500m), (spec.Analysis.Metrics![0].ThresholdRange!.Min, spec.Analysis.Metrics[1].ThresholdRange!.Max));
    }

    [Fact]
    public void Spec_WithSettings_TakesThem()
    {
        var spec = Annotated(("interval", "5s"), ("threshold", "1"), ("step-weight", "20"), ("max-weight", "60"), ("success-rate", "99.5"), ("request-duration", "250"));

        Assert.Equal(("5s", 1, 20, 60), (spec.Analysis.Interval, spec.Analysis.Threshold, spec.Analysis.StepWeight, spec.Analysis.MaxWeight));
        Assert.Equal(("5s", 99.5m, 250m), (spec.Analysis.Metrics![0].Interval, spec.Analysis.Metrics[0].ThresholdRange!.Min, spec.Analysis.Metrics[1].ThresholdRange!.Max));
    }

    [Fact]
    public void Spec_SaysHowToJudge_AndTakesWhatTheAnnotationsSay()
    {
        var usual = CanaryInference.Spec(Thing.Deployment()).Analysis;
        var asked = Annotated(("judge", "advisory"), ("judge-pace", "clock"), ("judge-shared-cause", "blame"), ("judge-limits", "checks"), ("judge-preset", "eager"), ("judge-calm", "true"), ("judge-margin", "2+0.5"), ("max-hold", "30m"), ("on-max-hold", "rollback")).Analysis;

        Assert.Equal(("strict", "proof", "hold", "standard", false), (usual.Judge, usual.Pace, usual.SharedCause, usual.Preset, usual.Calm));
        Assert.Equal(("advisory", "clock", "blame", "eager", true), (asked.Judge, asked.Pace, asked.SharedCause, asked.Preset, asked.Calm));
        Assert.Equal(("evidence", "checks"), (usual.Limits, asked.Limits));
        Assert.Equal((null, null, "30m", "rollback"), (usual.MaxHold, usual.OnMaxHold, asked.MaxHold, asked.OnMaxHold));
        Assert.Equal((1.1m, 0.02m, 2m, 0.5m), (usual.Margins!.Errors!.Ratio, usual.Margins.Errors.Points, asked.Margins!.Errors!.Ratio, asked.Margins.Errors.Points));
    }

    [Fact]
    public void Spec_WithNonsenseOfHowToJudge_StaysAtWhatWasInForce()
    {
        var before = Annotated(("judge", "off"), ("judge-limits", "checks"), ("judge-margin", "2+0.5"), ("judge-calm", "true"), ("max-hold", "30m"), ("on-max-hold", "rollback"));
        var nonsense = Thing.Deployment(each =>
        {
            each.Annotate(AnnotationNames.Judge, "harsh");
            each.Annotate(AnnotationNames.JudgeLimits, "proof");
            each.Annotate(AnnotationNames.JudgeMargin, "2");
            each.Annotate(AnnotationNames.JudgeCalm, "maybe");
            each.Annotate(AnnotationNames.MaxHold, "long");
            each.Annotate(AnnotationNames.OnMaxHold, "cry");
        });

        Assert.Equal(Text(before), Text(CanaryInference.Spec(nonsense, before)));
    }

    [Theory]
    [InlineData("soon", "-1", "200", "0", "101", "0")]
    [InlineData("0s", "0", "ten", "101", "-1", "fast")]
    [InlineData("", "1.5", "", "", "", "")]
    public void Spec_WithNonsense_FallsBackToEachDefault(string interval, string threshold, string step, string max, string rate, string duration)
    {
        var spec = Annotated(
            ("interval", interval), ("threshold", threshold), ("step-weight", step), ("max-weight", max), ("success-rate", rate), ("request-duration", duration));

        Assert.Equal(Text(CanaryInference.Spec(Thing.Deployment())), Text(spec));
    }

    [Fact]
    public void Spec_OfAnySettings_IsReadableByTheReader()
    {
        var canary = CanaryInference.Build(Thing.Deployment(each => each.Annotate(AnnotationNames.StepWeight, "500"))).Deserialize(ResourceJson.Default.Canary)!;

        Assert.Empty(SpecReader.Read(canary, TimeSpan.FromSeconds(5)).Faults);
    }

    [Fact]
    public void Build_OfADeployment_IsOwnedMarkedAndCannotVanishUnnoticed()
    {
        var canary = CanaryInference.Build(Thing.Deployment());

        Assert.Equal(("Canary", "web", "shop"), (canary.Text("kind"), canary.Text("metadata", "name"), canary.Text("metadata", "namespace")));
        Assert.Equal("true", canary.Label(AnnotationNames.Inferred));
        Assert.Equal(AnnotationNames.LeaveFinalizer, (string?)canary.At("metadata", "finalizers")![0]);
        Assert.Equal("d1", canary.Objects("metadata", "ownerReferences").Single().Text("uid"));
        Assert.Null(canary["status"]);
    }

    private static CanarySpec Annotated(params (string Name, string Value)[] settings) => CanaryInference.Spec(Thing.Deployment(each =>
    {
        foreach (var (name, value) in settings)
        {
            each.Annotate(AnnotationNames.Prefix + name, value);
        }
    }));

    private static string Text(CanarySpec spec) => JsonSerializer.Serialize(spec, ResourceJson.Default.CanarySpec);
}

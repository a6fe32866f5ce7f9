using CanaryMesh.Api.Names;

namespace CanaryMesh.Demo.Story;

/// <summary>One annotation on a Deployment that already serves.</summary>
internal static class Onboarding
{
    public const string Chapter = "onboarding";
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(60);

    private static readonly string[] Settings =
    [
        $"{AnnotationNames.Enabled}=true", $"{AnnotationNames.Interval}=5s", $"{AnnotationNames.StepWeight}=10", $"{AnnotationNames.MaxWeight}=50",
        $"{AnnotationNames.Threshold}=2",
    ];

    public static async Task PlayAsync(Stage stage, CancellationToken cancel)
    {
        stage.Chronicle.Begin("web is put in CanaryMesh's care by an annotation");
        await stage.KubectlAsync(cancel, ["annotate", "deploy/web", .. Settings]);
        await stage.Canary.UntilAsync(canary => canary.Phase == "Initialized", Within, "the canary web is Initialized", cancel);
        stage.Chronicle.End(Chapter, stage.Load.Counts.Snapshot());
    }
}

using CanaryMesh.Api.Names;
using CanaryMesh.Api.Reasons;

namespace CanaryMesh.EndToEnd.Tests;

/// <summary>Versions that roll by themselves, with their reason where their author looks.</summary>
public sealed class NotHeldTrapTests(TrapsFixture fixture) : IClassFixture<TrapsFixture>
{
    [Fact]
    public async Task Targets_ThatCannotBeHeld_RollByThemselvesAndSayWhy()
    {
        var before = await Target.RestAsync();
        foreach (var app in NotHeldApp.All)
        {
            await Target.Web.Kubectl.ApplyAsync(app.Manifest, CancellationToken.None);
        }
        foreach (var app in NotHeldApp.All)
        {
            await Target.UntilAsync(() => IsServingAsync(app), $"{app.Name} is in our care");
            await RollAsync(app);
        }
        foreach (var app in NotHeldApp.All)
        {
            var status = await Target.TryAsync("rollout", "status", $"deploy/{app.Name}", "--timeout=60s");
            Assert.True(status.ExitCode == 0, $"{app.Name}: {status.Output}{status.Errors}");
            Assert.Equal("sample/web:2", await Target.RunAsync("get", "deploy", app.Name, "-o", "jsonpath={.spec.template.spec.containers[0].image}"));
            Assert.Empty(await Target.RunAsync("get", "deploy", $"{app.Name}-canary", "--ignore-not-found", "-o", "name"));
        }
        await Target.RunAsync(["delete", "deploy,svc", .. NotHeldApp.All.Select(app => app.Name)]);
        Target.NothingLostSince(before);
    }

    [Fact]
    public async Task Version_OfATargetWithAReadWriteOnceVolume_IsReleasedWithItsReason()
    {
        var before = await Target.RestAsync();
        var app = NotHeldApp.OfOneVolume;
        await Target.Web.Kubectl.ApplyAsync(Claim, CancellationToken.None);
        await Target.Web.Kubectl.ApplyAsync(app.Manifest, CancellationToken.None);
        await Target.UntilAsync(() => IsServingAsync(app), $"{app.Name} is in our care");
        await Target.UntilAsync(async () => await PhaseAsync(app) == "Initialized", $"{app.Name} is initialized");
        await Target.RunAsync("patch", "deploy", app.Name, "-p", app.Patch);
        var status = await Target.TryAsync("rollout", "status", $"deploy/{app.Name}", "--timeout=60s");

        Assert.True(status.ExitCode == 0, $"{status.Output}{status.Errors}");
        Assert.Contains(
            NotHeldReasons.ReadWriteOnce.Sentence, await Target.RunAsync("get", "events", "-o", "jsonpath={.items[*].message}"), StringComparison.Ordinal);
        Assert.Empty(await Target.RunAsync("get", "deploy", $"{app.Name}-canary", "--ignore-not-found", "-o", "name"));
        await Target.RunAsync("delete", "deploy,svc", app.Name);
        Target.NothingLostSince(before);
    }

    private const string Claim = """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: store}
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 1Gi} }
        """;

    private TrapTarget Target => fixture.Target;

    private Task<string> PhaseAsync(NotHeldApp app) => Target.RunAsync("get", "canary", app.Name, "-o", "jsonpath={.status.phase}");

    private async Task RollAsync(NotHeldApp app)
    {
        var update = await Target.TryAsync("patch", "deploy", app.Name, "-p", app.Patch);
        Assert.True(update.ExitCode == 0, update.Errors);
        Assert.Contains($"({app.Code})", update.Errors, StringComparison.Ordinal);
        var paused = await Target.RunAsync("get", "deploy", app.Name, "-o", "jsonpath={.spec.paused}");
        Assert.True(paused is "" or "false", $"{app.Name} is held");
    }

    // What never was ready has only the mark of admission.
    private async Task<bool> IsServingAsync(NotHeldApp app)
    {
        var annotations = await Target.RunAsync("get", "deploy", app.Name, "-o", "jsonpath={.metadata.annotations}");
        var ready = await Target.RunAsync("get", "deploy", app.Name, "-o", "jsonpath={.status.readyReplicas}/{.status.unavailableReplicas}");
        return annotations.Contains(AnnotationNames.Managed, StringComparison.Ordinal) && (app.Code == "no-ready-pod" || ready == "1/");
    }
}

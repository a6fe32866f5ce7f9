using System.Globalization;
using CanaryMesh.Cluster.Node;

namespace CanaryMesh.Cluster.Tests.Node;

public sealed class LeftoverTests
{
    [Fact]
    public async Task Node_Disposed_LeavesNoProcess()
    {
        var fixture = new NodeFixture();
        await fixture.InitializeAsync();
        var marker = string.Create(CultureInfo.InvariantCulture, $"9{Environment.ProcessId}7");
        await fixture.CreatePodAsync("stubborn", $$"""
            {"terminationGracePeriodSeconds":600,"containers":[{"name":"app","image":"golden/sh:1",
             "command":["/bin/sh","-c","trap '' TERM; setsid sleep {{marker}} & sleep {{marker}}"]}]}
            """);
        await Eventually.TrueAsync(() => Running(marker) == 2);

        await fixture.DisposeAsync();

        await Eventually.TrueAsync(() => Running(marker) == 0);
        Assert.False(Directory.Exists(fixture.State));
    }

    [Fact]
    public async Task Starter_Gone_TakesContainersAlong()
    {
        var marker = string.Create(CultureInfo.InvariantCulture, $"9{Environment.ProcessId}8");
        var folder = Directory.CreateTempSubdirectory("cluster-orphan-").FullName;
        var sandbox = new Sandbox();
        var plan = new ContainerPlan
        {
            Command = ["/bin/sh", "-c", $"setsid sleep {marker} & sleep {marker}"],
            Environment = new Dictionary<string, string> { ["PATH"] = HostTools.SearchPath },
            HostName = "orphan",
            Folder = folder,
            LogFile = Path.Combine(folder, "log"),
        };
        var run = await ProcessRun.StartAsync(plan, sandbox, TimeProvider.System);
        await Eventually.TrueAsync(() => Running(marker) == 2);

        // The thread that started it ends, as it does when this process is killed.
        sandbox.Dispose();

        await Eventually.TrueAsync(() => Running(marker) == 0);
        Assert.Equal(128 + 9, (await run.Exited).Code);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Pod_ThatIgnoresItsSignal_IsKilledWhenItsTimeIsOver()
    {
        var fixture = new NodeFixture();
        await fixture.InitializeAsync();
        await fixture.CreatePodAsync("deaf", """
            {"terminationGracePeriodSeconds":1,"containers":[{"name":"app","image":"golden/sh:1","command":["/bin/sh","-c","trap '' TERM; while :; do sleep 0.02; done"]}]}
            """);
        await fixture.WaitForPodAsync("deaf", pod => pod.IsReady());

        await fixture.DeletePodAsync("deaf");

        await fixture.WaitUntilGoneAsync("deaf");
        await fixture.DisposeAsync();
    }

    private static int Running(string marker) => Directory.GetDirectories("/proc").Count(folder =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")) == $"sleep\0{marker}\0";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });
}

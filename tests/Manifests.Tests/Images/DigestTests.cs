using CanaryMesh.Manifests.Tests.Charts;
using CanaryMesh.Support;
using CanaryMesh.Support.Processes;

namespace CanaryMesh.Manifests.Tests.Images;

/// <summary>What make images writes, used as a team would.</summary>
public sealed class DigestTests : IDisposable
{
    private static readonly string Digest = "sha256:" + new string('a', 64);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("canarymesh-images-");

    private string Written => Path.Combine(_folder.FullName, "images");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("canarymesh", "base", "values.yaml", 3)]
    [InlineData("loadtester", "loadtester", "loadtester-values.yaml", 1)]
    public async Task Digests_NameEveryImageOfChartAndKustomize(string name, string manifests, string values, int images)
    {
        await WriteAsync(Digest);
        var chart = Chart.All.Single(each => each.Name == name);

        var rendered = await chart.RenderAsync("--no-hooks", "-f", Path.Combine(Written, values), "--set", "createNamespace=true"
            + (name == "loadtester" ? ",networkPolicy.analyzerNamespace=canarymesh-system" : ""));
        var built = await Kustomize.RenderAsync(Overlay(manifests));

        Assert.DoesNotContain("canarymesh/" + name + ":dev", built, StringComparison.Ordinal);
        Assert.Equal(await Kustomize.SortAsync(built), await Kustomize.SortAsync(rendered));
        string[] named = [.. built.Split('\n').Where(line => line.Contains(" image: ", StringComparison.Ordinal) || line.Contains("proxy-image: ", StringComparison.Ordinal))];
        Assert.Equal(images, named.Length);
        Assert.All(named, line => Assert.Matches("registry\\.example:5000/hub/canarymesh/[a-z]+@" + Digest, line));
    }

    [Fact]
    public async Task Proxy_ThatIsNamedByATag_IsWarnedOfUntilItHasADigest()
    {
        await WriteAsync(Digest);

        Assert.Contains("WARNING: the proxy is named by a tag, mirror.example/canarymesh/proxy:dev", await Chart.CanaryMesh.RenderWithNotesAsync("--set", "imageRegistry=mirror.example"), StringComparison.Ordinal);
        Assert.DoesNotContain("named by a tag", await Chart.CanaryMesh.RenderWithNotesAsync("-f", Path.Combine(Written, "values.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsNoDigest_IsNotWritten()
    {
        var result = await RunAsync("proxy registry.example/canarymesh/proxy latest\n");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("""the digest of registry.example/canarymesh/proxy is "latest": it must be sha256""", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Images_WithoutAnEngineOrARegistry_AreRefusedInOneSentence()
    {
        var surroundings = new Dictionary<string, string> { ["ENGINE"] = "no-such-engine", ["REGISTRY"] = "" };

        var result = await Command.RunAsync("bash", [Script("images.sh"), "proxy=proxy/CanaryMesh.Proxy.csproj"], surroundings, null, CancellationToken.None);

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(
            "setup: no images: neither docker nor podman answers, and without one REGISTRY=host[/path] has to say where the SDK pushes them",
            result.Errors.Trim());
    }

    [Fact]
    public async Task Images_OfAnEngine_AreBuiltPushedAndKnownByTheDigestOfThatRegistry()
    {
        var engine = Path.Combine(_folder.FullName, "engine");
        await File.WriteAllTextAsync(engine, $"""
            #!/bin/sh
            echo "$@" >>"{_folder.FullName}/calls"
            case "$1 $2" in "image inspect") echo "elsewhere.example/canarymesh/proxy@sha256:0"; echo "registry.example/hub/canarymesh/proxy@{Digest}" ;; esac
            """);
        (await Command.RunAsync("chmod", ["+x", engine], new Dictionary<string, string>(), null, CancellationToken.None)).EnsureSuccess();
        var surroundings = new Dictionary<string, string> { ["ENGINE"] = engine, ["REGISTRY"] = "registry.example/hub", ["TAG"] = "1", ["OUT"] = Written, ["BASES"] = "mirror.example" };

        (await Command.RunAsync("bash", [Script("images.sh"), "proxy=proxy/CanaryMesh.Proxy.csproj"], surroundings, null, CancellationToken.None)).EnsureSuccess();

        var calls = await File.ReadAllLinesAsync(Path.Combine(_folder.FullName, "calls"));
        Assert.Equal(["info", "build", "push", "image"], calls.Select(call => call.Split(' ')[0]));
        Assert.Equal($"build -f {Repository.Root}/proxy/Dockerfile -t registry.example/hub/canarymesh/proxy:1 --build-arg REGISTRY=mirror.example {Repository.Root}", calls[1]);
        Assert.Equal($"proxy:\n  image:\n    repository: registry.example/hub/canarymesh/proxy\n    digest: {Digest}\n", await File.ReadAllTextAsync(Path.Combine(Written, "values.yaml")));
    }

    private async Task WriteAsync(string digest) => (await RunAsync(string.Concat(
        new[] { "webhook", "analyzer", "proxy", "cli", "loadtester" }.Select(name => $"{name} registry.example:5000/hub/canarymesh/{name} {digest}\n")))).EnsureSuccess();

    private Task<CommandResult> RunAsync(string digests) =>
        Command.RunAsync("bash", [Script("digests.sh"), Written], new Dictionary<string, string>(), digests, CancellationToken.None);

    private string Overlay(string manifests)
    {
        var overlay = Directory.CreateDirectory(Path.Combine(_folder.FullName, "overlay")).FullName;
        var below = Path.GetRelativePath(overlay, Path.Combine(Repository.Manifests, manifests));
        File.WriteAllText(Path.Combine(overlay, "kustomization.yaml"), $"resources: [{below}]\ncomponents: [../images]\n");
        return overlay;
    }

    private static string Script(string name) => Path.Combine(Repository.Root, "tests", "Setup", name);
}

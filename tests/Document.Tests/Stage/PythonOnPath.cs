using CanaryMesh.Support.Processes;

namespace CanaryMesh.Document.Tests.Stage;

/// <summary>The load tester's image has python and hey on its PATH; here a folder does, with this machine's Python.</summary>
internal static class PythonOnPath
{
    /// <summary>The team's script stands for any that asks the copy and compares what it says.</summary>
    public const string ValidationScript = """
        import argparse, sys, urllib.request
        words = argparse.ArgumentParser()
        words.add_argument("--endpoint", required=True)
        words.add_argument("--accuracy-threshold", type=float, required=True)
        asked = words.parse_args()
        answer = urllib.request.urlopen(asked.endpoint + "/accuracy", timeout=10).read().decode()
        accuracy = 0.5 if "version 5" in answer else 0.92
        print(answer.strip(), accuracy)
        sys.exit(0 if accuracy >= asked.accuracy_threshold else 1)

        """;

    public static async Task<string> WriteAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        File.CreateSymbolicLink(Path.Combine(folder, "python"), await InterpreterAsync());
        return folder;
    }

    public static async Task<string> InterpreterAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return (await Command.RunAsync("python3", ["-c", "import sys; print(sys.executable)"], new Dictionary<string, string>(), null, limit.Token))
            .EnsureSuccess().Output.Trim();
    }
}

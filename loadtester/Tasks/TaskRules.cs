using CanaryMesh.LoadTester.Load;

namespace CanaryMesh.LoadTester.Tasks;

/// <summary>What this installation lets tasks do.</summary>
internal sealed record TaskRules(bool RunsCommands, LoadLimits Load);

using CanaryMesh.Analyzer.Rollouts;

namespace CanaryMesh.Analyzer.Observing;

/// <summary>How a version is brought to its users: the part of a spec that says so.</summary>
internal sealed record Strategy(StepPlan Steps, int Iterations, int ChecksAtZero, int MirrorWeight, int StepWeightPromotion, TrafficRules Traffic);

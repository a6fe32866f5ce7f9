namespace CanaryMesh.Bench.Judge.Pacing;

/// <summary>How a rollout ended, and when; neither promoted nor rolled back within the hour is undecided.</summary>
internal readonly record struct RolloutEnd(bool Promoted, bool RolledBack, int Second)
{
    public int? PromotedAt => Promoted ? Second : null;
}

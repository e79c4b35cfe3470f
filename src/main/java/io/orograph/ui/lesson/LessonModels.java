package io.orograph.ui.lesson;

import io.orograph.ui.connectivity.ConnectivityModel;
import io.orograph.ui.curvature.CurvatureModel;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.pins.PinsModel;
import io.orograph.ui.runs.RunsModel;
import io.orograph.ui.sharpness.MeasuresModel;
import io.orograph.ui.training.OptimizerTrajectoryModel;
import io.orograph.ui.training.PathModel;
import io.orograph.ui.training.TrainingModel;
import io.orograph.ui.weights.WeightsModel;
import io.orograph.ui.workspace.Workspace;

/** The models of the window that lessons act on: the same ones as a person's. */
public record LessonModels(
        Workspace workspace,
        EvaluationModel evaluation,
        DisplaySettings display,
        MeasuresModel measures,
        CurvatureModel curvature,
        TrainingModel training,
        PathModel path,
        OptimizerTrajectoryModel balls,
        ConnectivityModel connectivity,
        WeightsModel weights,
        RunsModel runs,
        PinsModel pins) {}
